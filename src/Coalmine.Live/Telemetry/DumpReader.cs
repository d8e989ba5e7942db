using System.Text;
using Coalmine.Live.Prometheus;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Telemetry;

/// <summary>
/// Reads OpenMetrics text whose samples have times, as <c>promtool tsdb dump-openmetrics</c> writes it (cmd/promtool/tsdb.go of Prometheus: a sample a line,
/// series after series, times in seconds, <c># EOF</c> at the end). Other lines of OpenMetrics and exemplars are passed over, and so are series that the names
/// do not ask for; their lines must be samples all the same. The first thing that is wrong refuses the file. A pass over the text.
/// </summary>
public static class DumpReader
{
    /// <summary>The largest file that is read: 256 MiB, some two million samples.</summary>
    public const int MostBytes = 256 << 20;

    private static readonly CounterKind[] Kinds =
        [CounterKind.Requests, CounterKind.Errors, CounterKind.LatencyBucket, CounterKind.Labelled, CounterKind.Right];

    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>Reads a dump.</summary>
    /// <param name="file">The file's name, for diagnostics.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="names">Where counters are found.</param>
    public static ReadResult<SampleDump> Read(string file, ReadOnlyMemory<byte> bytes, SeriesNames names)
    {
        ArgumentNullException.ThrowIfNull(names);
        DiagnosticList said = new(file);
        if (bytes.Length > MostBytes)
            said.Add(TextPosition.Start, Messages.TooLarge(MostBytes));
        else if (Conditions(names, said) is { } conditions && ReadLines(bytes.Span, new DumpSeries(conditions), said) is { } dump)
            return said.Finish(dump);
        return said.Refuse<SampleDump>();
    }

    private static SeriesCondition[]? Conditions(SeriesNames names, DiagnosticList said)
    {
        List<SeriesCondition> conditions = [];
        foreach (string selector in Kinds.Where(names.Counters.ContainsKey)
                     .SelectMany(kind => new[] { Arm.Baseline, Arm.Canary }.Select(arm => names.Counters[kind].FamilyOf(names.NameOf(arm)))).Distinct())
            if (SeriesCondition.TryParse(selector, out SeriesCondition condition, out string problem))
                conditions.Add(condition);
            else
                said.Add(TextPosition.Start, PrometheusMessages.BadSelector(selector, problem));
        return said.HasErrors ? null : [.. conditions];
    }

    private static SampleDump? ReadLines(ReadOnlySpan<byte> rest, DumpSeries series, DiagnosticList said)
    {
        if (rest.StartsWith(Encoding.UTF8.Preamble))
            rest = rest[Encoding.UTF8.Preamble.Length..];
        int number = 0;
        bool isEnded = false;
        while (!rest.IsEmpty)
        {
            number++;
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> raw = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (!TryDecode(raw, out string line))
                return Refuse(said, number, 1, Messages.NotUtf8);
            if (line.Length == 0)
                continue;
            if (isEnded)
                return Refuse(said, number, 1, DumpMessages.NotOneEnd);
            if (line[0] == '#')
                isEnded = line == "# EOF";
            else if (series.Take(line) is var (column, problem))
                return Refuse(said, number, column, problem);
        }

        return isEnded ? series.ToDump() : Refuse(said, Math.Max(1, number), 1, DumpMessages.NotOneEnd);
    }

    private static bool TryDecode(ReadOnlySpan<byte> raw, out string line)
    {
        try
        {
            line = Strict.GetString(raw).TrimEnd('\r', ' ', '\t');
            return true;
        }
        catch (DecoderFallbackException)
        {
            line = "";
            return false;
        }
    }

    private static SampleDump? Refuse(DiagnosticList said, int line, int column, Message problem)
    {
        said.Add(new TextPosition(line, column), problem);
        return null;
    }
}
