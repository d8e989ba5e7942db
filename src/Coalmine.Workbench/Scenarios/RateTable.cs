using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Simulation.Worlds;
using CsvHelper;

namespace Coalmine.Workbench.Scenarios;

/// <summary>
/// Reads a recorded rate: a line <c>seconds,requestsPerSecond</c> and then rising seconds, from any beginning (also those of a Unix clock). A rate holds until
/// the next row, the last one for as long as the one before it.
/// </summary>
internal static class RateTable
{
    private const string Header = "seconds,requestsPerSecond";
    private const int MostRows = 100_000;
    private const decimal LatestSecond = 100_000_000_000; // far below the 9e11 that a TimeSpan holds
    private const double HighestRate = 1_000_000;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);
    private static readonly CsvReaderOptions Options =
        new() { HasHeader = false, TrackLineNumbers = true, AllowLineBreaksInQuotes = false, MalformedData = CsvMalformedDataHandling.Throw };

    /// <summary>Reads the bytes of a file; the first thing that is wrong refuses it.</summary>
    /// <param name="file">The file, for diagnostics.</param>
    /// <param name="bytes">Its content.</param>
    public static ReadResult<RateShape.Trace> Read(string file, byte[] bytes)
    {
        if (bytes.Length == 0)
            return Refuse(new DiagnosticList(file), TextPosition.Start, ScenarioMessages.NoRateHeader("", Header));
        return SourceDecoder.Decode(file, bytes).Then(Read);
    }

    private static ReadResult<RateShape.Trace> Read(SourceText text)
    {
        DiagnosticList said = new(text.File);
        try
        {
            return Read(text, said);
        }
        catch (CsvFormatException problem)
        {
            return Refuse(said, new TextPosition(Math.Max(1, (int)problem.LineNumber), 1), ScenarioMessages.BadQuotes);
        }
    }

    private static ReadResult<RateShape.Trace> Read(SourceText text, DiagnosticList said)
    {
        using CsvReader csv = CsvReader.FromText(text.Text, Options);
        if (!csv.Read() || csv.FieldCount != 2 || $"{csv.GetString(0)},{csv.GetString(1)}" != Header)
            return Refuse(said, TextPosition.Start, ScenarioMessages.NoRateHeader(text.Text.Split('\n')[0].Trim(), Header));

        List<RatePoint> points = [];
        decimal begin = 0;
        while (csv.Read())
        {
            if (!TryReadRow(csv, said, out decimal second, out double rate))
                return said.Refuse<RateShape.Trace>();
            begin = points.Count == 0 ? second : begin;
            TimeSpan from = new((long)((second - begin) * TimeSpan.TicksPerSecond));
            if (points.Count > 0 && from <= points[^1].From)
                return Refuse(said, new TextPosition(Line(csv), 1), ScenarioMessages.SecondsDoNotRise(csv.GetString(0)));
            if (from > Longest || points.Count == MostRows)
                return Refuse(said, new TextPosition(Line(csv), 1), ScenarioMessages.RateFileTooLong(MostRows, Longest.Days));
            points.Add(new RatePoint(from, rate));
        }

        if (points.Count < 2 || points.TrueForAll(point => point.RequestsPerSecond == 0))
            return Refuse(said, TextPosition.Start, ScenarioMessages.NoRates(points.Count));
        return said.Finish(new RateShape.Trace([.. points], points[^1].From + (points[^1].From - points[^2].From)));
    }

    private static bool TryReadRow(CsvReader csv, DiagnosticList said, out decimal second, out double rate)
    {
        rate = 0;
        second = 0;
        if (csv.FieldCount != 2)
            said.Add(new TextPosition(Line(csv), 1), ScenarioMessages.WrongFieldCount(csv.FieldCount, Header));
        else if (!decimal.TryParse(csv.GetString(0), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out second) || second > LatestSecond)
            said.Add(new TextPosition(Line(csv), 1), ScenarioMessages.NoSeconds(csv.GetString(0)));
        else if (!double.TryParse(csv.GetString(1), NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out rate)
            || !(rate <= HighestRate))
            said.Add(new TextPosition(Line(csv), csv.GetRawSpan(0).Length + 2), ScenarioMessages.NoRate(csv.GetString(1)));
        else
            return true;
        return false;
    }

    private static int Line(CsvReader csv) => (int)csv.LineNumber;

    private static ReadResult<RateShape.Trace> Refuse(DiagnosticList said, TextPosition position, Message message)
    {
        said.Add(position, message);
        return said.Refuse<RateShape.Trace>();
    }
}
