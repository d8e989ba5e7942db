using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Workbench.Calibration;

/// <summary>Makes a record of a table of scrapes. The first thing that is wrong refuses it.</summary>
internal static class ScrapeTable
{
    private const string BucketPrefix = "latencyBucket_";
    private static readonly string[] Known = ["requests", "errors", "labelled", "right"];

    /// <summary>Reads all rows; nothing where one is wrong, which is said.</summary>
    public static TelemetryRecord? Read(string file, IScrapeRows rows, DiagnosticList said)
    {
        string[] header = rows.Header;
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
        while (rows.Next())
            if (rows.FieldCount != header.Length)
                return Refuse(said, rows.Position, CalibrationMessages.WrongFieldCount(rows.FieldCount, header.Length));
            else if (!TryRow(rows, (keys, places, header), pods, said))
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
        IScrapeRows rows, ((int Time, int Arm, int Pod) Keys, int[] Places, string[] Header) table, TelemetryBuilder pods, DiagnosticList said)
    {
        if (!TryNumber(rows, table.Keys.Time, "seconds", said, out double time))
            return false;
        string pod = rows.Field(table.Keys.Pod);
        Arm? arm = rows.Field(table.Keys.Arm) switch { "baseline" => Arm.Baseline, "canary" => Arm.Canary, _ => null };
        if (arm is not { } known)
            return Refuse(said, rows.Position, CalibrationMessages.UnknownArm(rows.Field(table.Keys.Arm))) is not null;
        if (rows.Field(table.Places[TelemetryRecord.Requests]).Length == 0)
        {
            pods.Miss(known, pod);
            return true;
        }

        double[] values = new double[table.Places.Length];
        for (int column = 0; column < values.Length; column++)
            if (table.Places[column] is >= 0 and var place && !TryNumber(rows, place, table.Header[place], said, out values[column]))
                return false;
        if (time <= pods.Newest(known, pod))
            return Refuse(said, rows.Position, CalibrationMessages.TimeDoesNotRise(pod, time)) is not null;
        for (int bucket = TelemetryRecord.Buckets; bucket < values.Length; bucket++)
            if (values[bucket] > values[TelemetryRecord.Requests] || (bucket > TelemetryRecord.Buckets && values[bucket] < values[bucket - 1]))
                return Refuse(said, rows.Position, CalibrationMessages.BucketsFall) is not null;
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

    private static bool TryNumber(IScrapeRows rows, int place, string column, DiagnosticList said, out double value)
    {
        string read = rows.Field(place);
        if (double.TryParse(read, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value is >= 0 and <= 1e15)
            return true;
        said.Add(rows.Position, CalibrationMessages.NotANumber(column, read));
        return false;
    }

    private static TelemetryRecord? Refuse(DiagnosticList said, TextPosition position, Message message)
    {
        said.Add(position, message);
        return null;
    }
}
