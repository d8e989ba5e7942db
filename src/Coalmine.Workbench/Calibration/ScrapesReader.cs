using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Scenarios;
using CsvHelper;
using DuckDB.NET.Data;

namespace Coalmine.Workbench.Calibration;

/// <summary>
/// Reads telemetry in wide form, a row a scrape and pod, as <see cref="Reports.ScrapesCsv"/> writes it: CSV, or Parquet with the same columns; columns that
/// fits do not need are passed over.
/// </summary>
public static class ScrapesReader
{
    private const int MostBytes = 256 << 20;
    private static readonly CsvReaderOptions Options =
        new() { HasHeader = false, TrackLineNumbers = true, AllowLineBreaksInQuotes = false, MalformedData = CsvMalformedDataHandling.Throw };

    /// <summary>Reads a file, Parquet where its name ends so and CSV otherwise; at most 256 MiB. The first thing that is wrong refuses it.</summary>
    /// <param name="path">The file; shown in diagnostics as given.</param>
    public static ReadResult<TelemetryRecord> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase) ? FileReader.ReadBytes(path, Magic.Length).Then(begin => Parquet(path, begin))
            : FileReader.ReadBytes(path, MostBytes).Then(bytes => bytes.Length > MostBytes
                ? Refuse(path, Messages.TooLarge(MostBytes))
                : Read(path, Encoding.UTF8.GetString(bytes)));
    }

    /// <summary>Reads a text.</summary>
    /// <param name="file">The file it comes from, for diagnostics.</param>
    /// <param name="text">The table.</param>
    public static ReadResult<TelemetryRecord> Read(string file, string text)
    {
        DiagnosticList said = new(file);
        try
        {
            using CsvReader csv = CsvReader.FromText(text, Options);
            return ScrapeTable.Read(file, new CsvRows(csv), said) is { } record ? said.Finish(record) : said.Refuse<TelemetryRecord>();
        }
        catch (CsvFormatException problem)
        {
            said.Add(new TextPosition(Math.Max(1, (int)problem.LineNumber), 1), CalibrationMessages.BadQuotes);
            return said.Refuse<TelemetryRecord>();
        }
    }

    private static ReadOnlySpan<byte> Magic => "PAR1"u8;

    private static ReadResult<TelemetryRecord> Parquet(string path, ReadOnlySpan<byte> begin)
    {
        if (!begin.StartsWith(Magic))
            return Refuse(path, CalibrationMessages.NoParquet("it does not begin with PAR1"));
        DiagnosticList said = new(path);
        try
        {
            if (new FileInfo(path).Length > MostBytes)
                return Refuse(path, Messages.TooLarge(MostBytes));
            using ParquetRows rows = new();
            if (rows.Open(path) is { } problem)
                return Refuse(path, problem);
            return ScrapeTable.Read(path, rows, said) is { } record ? said.Finish(record) : said.Refuse<TelemetryRecord>();
        }
        catch (Exception problem) when (problem is DuckDBException or IOException or UnauthorizedAccessException)
        {
            return Refuse(path, CalibrationMessages.NoParquet(problem.Message.Split('\n')[0].TrimEnd('.', '\r')));
        }
    }

    private static ReadResult<TelemetryRecord> Refuse(string path, Message message)
    {
        DiagnosticList said = new(path);
        said.Add(TextPosition.Start, message);
        return said.Refuse<TelemetryRecord>();
    }
}
