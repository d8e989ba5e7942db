using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Plan;
using Coalmine.Workbench.Scenarios;
using CsvHelper;

namespace Coalmine.Workbench.Calibration;

/// <summary>Reads telemetry in wide form, a row a scrape and pod, as <see cref="Reports.ScrapesCsv"/> writes it; columns that fits do not need are passed
/// over.</summary>
public static class ScrapesReader
{
    private const string BucketPrefix = "latencyBucket_";
    private const int MostBytes = 256 << 20;
    private static readonly string[] Known = ["requests", "errors", "labelled", "right"];
    private static readonly CsvReaderOptions Options =
        new() { HasHeader = false, TrackLineNumbers = true, AllowLineBreaksInQuotes = false, MalformedData = CsvMalformedDataHandling.Throw };

    /// <summary>Reads a file; the first thing that is wrong refuses it.</summary>
    /// <param name="path">The file; shown in diagnostics as given.</param>
    public static ReadResult<TelemetryRecord> Read(string path) =>
        FileReader.ReadBytes(path, MostBytes).Then(bytes => Read(path, System.Text.Encoding.UTF8.GetString(bytes)));

    /// <summary>Reads a text.</summary>
    /// <param name="file">The file it comes from, for diagnostics.</param>
    /// <param name="text">The table.</param>
    public static ReadResult<TelemetryRecord> Read(string file, string text)
    {
        DiagnosticList said = new(file);
        try
        {
            using CsvReader csv = CsvReader.FromText(text, Options);
            return ReadRows(file, csv, said) is { } record ? said.Finish(record) : said.Refuse<TelemetryRecord>();
        }
        catch (CsvFormatException problem)
        {
            said.Add(new TextPosition(Math.Max(1, (int)problem.LineNumber), 1), CalibrationMessages.BadQuotes);
            return said.Refuse<TelemetryRecord>();
        }
    }

    private static TelemetryRecord? ReadRows(string file, CsvReader csv, DiagnosticList said)
    {
        string[] header = csv.Read() ? [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)] : [];
        if (Array.Find(["seconds", "arm", "pod", "requests"], column => !header.Contains(column)) is { } missing)
            return Refuse(said, TextPosition.Start, CalibrationMessages.NoColumn(missing));
        if (BoundsOf(header, said) is not { } bounds)
            return null;
        int[] places =
        [
            .. Known.Select(name => Array.IndexOf(header, name)),
            .. bounds.Select(bound => bound.Place),
        ];
        (int Time, int Arm, int Pod) keys = (Array.IndexOf(header, "seconds"), Array.IndexOf(header, "arm"), Array.IndexOf(header, "pod"));
        TelemetryBuilder pods = new(
            file, places[TelemetryRecord.Errors] >= 0, places[TelemetryRecord.Labelled] >= 0 && places[TelemetryRecord.Right] >= 0,
            [.. bounds.Select(bound => bound.Bound)]);
        while (csv.Read())
            if (csv.FieldCount != header.Length)
                return Refuse(said, At(csv), CalibrationMessages.WrongFieldCount(csv.FieldCount, header.Length));
            else if (!TryRow(csv, (keys, places, header), pods, said))
                return null;

        switch (pods.Build())
        {
            case ReadResult<TelemetryRecord>.Read read:
                return read.Value;
            case var refused:
                foreach (Diagnostic diagnostic in refused.Said)
                    said.Add(diagnostic);
                return null;
        }
    }

    private static bool TryRow(
        CsvReader csv, ((int Time, int Arm, int Pod) Keys, int[] Places, string[] Header) table, TelemetryBuilder pods, DiagnosticList said)
    {
        if (!TryNumber(csv, table.Keys.Time, "seconds", said, out double time))
            return false;
        string pod = csv.GetString(table.Keys.Pod);
        Arm? arm = csv.GetString(table.Keys.Arm) switch { "baseline" => Arm.Baseline, "canary" => Arm.Canary, _ => null };
        if (arm is not { } known)
            return Refuse(said, At(csv), CalibrationMessages.UnknownArm(csv.GetString(table.Keys.Arm))) is not null;
        if (csv.GetString(table.Places[TelemetryRecord.Requests]).Length == 0)
        {
            pods.Miss(known, pod);
            return true;
        }

        double[] values = new double[table.Places.Length];
        for (int column = 0; column < values.Length; column++)
            if (table.Places[column] is >= 0 and var place && !TryNumber(csv, place, table.Header[place], said, out values[column]))
                return false;
        if (time <= pods.Newest(known, pod))
            return Refuse(said, At(csv), CalibrationMessages.TimeDoesNotRise(pod, time)) is not null;
        for (int bucket = TelemetryRecord.Buckets; bucket < values.Length; bucket++)
            if (values[bucket] > values[TelemetryRecord.Requests] || (bucket > TelemetryRecord.Buckets && values[bucket] < values[bucket - 1]))
                return Refuse(said, At(csv), CalibrationMessages.BucketsFall) is not null;
        pods.Add(known, pod, time, values);
        return true;
    }

    private static List<(double Bound, int Place)>? BoundsOf(string[] header, DiagnosticList said)
    {
        List<(double Bound, int Place)> bounds = [];
        for (int place = 0; place < header.Length; place++)
        {
            if (!header[place].StartsWith(BucketPrefix, StringComparison.Ordinal))
                continue;
            if (!double.TryParse(header[place].AsSpan(BucketPrefix.Length), CultureInfo.InvariantCulture, out double bound)
                || !(bound is > 0 and < 1e9))
            {
                said.Add(TextPosition.Start, CalibrationMessages.BadBound(header[place]));
                return null;
            }

            bounds.Add((bound, place));
        }

        bounds.Sort();
        return bounds;
    }

    private static bool TryNumber(CsvReader csv, int place, string column, DiagnosticList said, out double value)
    {
        string read = csv.GetString(place);
        if (double.TryParse(read, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value is >= 0 and <= 1e15)
            return true;
        said.Add(At(csv), CalibrationMessages.NotANumber(column, read));
        return false;
    }

    private static TextPosition At(CsvReader csv) => new(Math.Max(1, (int)csv.LineNumber), 1);

    private static TelemetryRecord? Refuse(DiagnosticList said, TextPosition position, Message message)
    {
        said.Add(position, message);
        return null;
    }
}
