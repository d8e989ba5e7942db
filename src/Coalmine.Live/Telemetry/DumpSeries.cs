using System.Globalization;
using Coalmine.Live.Prometheus;
using Coalmine.Manifests.Diagnostics;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.Live.Telemetry;

/// <summary>Takes the lines of a dump, and keeps the samples of the series that meet one of the conditions.</summary>
/// <param name="conditions">Which series are kept.</param>
internal sealed class DumpSeries(IReadOnlyCollection<SeriesCondition> conditions)
{
    private const double MostCount = 1e15;

    // The last second of the year 9999: what lies beyond are milliseconds.
    private const double LastSecond = 253_402_300_799;
    private readonly Dictionary<Labels, List<PrometheusSample>> _kept = [];

    // Samples of a series follow each other: what stood before them is not read again.
    private string _text = "";
    private List<PrometheusSample>? _samples;

    /// <summary>Takes the line of a sample; tells the column and what is wrong there.</summary>
    public (int Column, Message Problem)? Take(string line)
    {
        if (!IsSameSeries(line) && TakeSeries(line) is { } wrong)
            return wrong;
        int value = SkipBlanks(line, _text.Length);
        int valueEnd = BlankFrom(line, value);
        int time = SkipBlanks(line, valueEnd);
        int timeEnd = BlankFrom(line, time);
        int next = SkipBlanks(line, timeEnd);
        if (value == _text.Length || value == line.Length || (next < line.Length && line[next] != '#'))
            return (Math.Min(value, line.Length - 1) + 1, DumpMessages.NoSample(line));
        if (!TryNumber(line.AsSpan(value, valueEnd - value), out double count))
            return (value + 1, DumpMessages.BadValue(line[value..valueEnd]));
        if (time == line.Length || line[time] == '#')
            return (line.Length, DumpMessages.NoTime);
        if (!TryNumber(line.AsSpan(time, timeEnd - time), out double seconds) || !(seconds is >= 0 and <= LastSecond))
            return (time + 1, DumpMessages.BadTime(line[time..timeEnd]));
        if (_samples is null)
            return null;
        if (!double.IsNaN(count) && !(count is >= 0 and <= MostCount))
            return (value + 1, DumpMessages.BadValue(line[value..valueEnd]));
        long milliseconds = (long)Math.Round(1000 * seconds);
        if (_samples.Count > 0 && milliseconds <= _samples[^1].Milliseconds)
            return (time + 1, DumpMessages.TimeDoesNotRise);
        _samples.Add(new PrometheusSample(milliseconds, count));
        return null;
    }

    /// <summary>The dump of all lines so far.</summary>
    public SampleDump ToDump() => new([.. _kept.Select(one => new PrometheusSeries(one.Key, [.. one.Value], false))]);

    private static int SkipBlanks(string line, int at)
    {
        while (at < line.Length && line[at] is ' ' or '\t')
            at++;
        return at;
    }

    private static int BlankFrom(string line, int at) => line.AsSpan(at).IndexOfAny(' ', '\t') is >= 0 and var length ? at + length : line.Length;

    private static bool TryNumber(ReadOnlySpan<char> text, out double value)
    {
        if (text is "+Inf" or "Inf" or "-Inf")
        {
            value = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private static int EndOfSeries(string line)
    {
        int brace = line.IndexOf('{', StringComparison.Ordinal);
        int blank = BlankFrom(line, 0);
        if (brace < 0 || brace > SkipBlanks(line, blank))
            return blank;
        bool isQuoted = false;
        for (int at = brace + 1; at < line.Length; at++)
            if (isQuoted && line[at] == '\\')
                at++;
            else if (line[at] == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && line[at] == '}')
                return at + 1;
        return -1;
    }

    private bool IsSameSeries(string line) =>
        _text.Length > 0 && line.Length > _text.Length && line[_text.Length] is ' ' or '\t' && line.StartsWith(_text, StringComparison.Ordinal);

    // Names and labels that nobody asks for may have letters that queries do not have.
    private bool MayBeKept(string text)
    {
        string name = text[..(text.IndexOf('{', StringComparison.Ordinal) is >= 0 and var brace ? brace : text.Length)].TrimEnd();
        return name.Length == 0 || conditions.Any(condition => condition.Matchers.Any(matcher => matcher.Name == Labels.MetricName && matcher.Matches(name)));
    }

    // A series is written as a selector that asks for each of its labels.
    private (int Column, Message Problem)? TakeSeries(string line)
    {
        int end = EndOfSeries(line);
        if (end < 0)
            return (line.IndexOf('{', StringComparison.Ordinal) + 1, DumpMessages.BadSeries("its labels do not end"));
        string text = line[..end];
        _text = text;
        _samples = null;
        if (!MayBeKept(text))
            return null;
        if (PromQLParser.Parse(text, PromQLMode.V3) is ParseResult.Refused { Error: var error })
            return (Math.Min(error.Position.Offset, line.Length - 1) + 1, DumpMessages.BadSeries(error.Message));
        if (!SeriesCondition.TryParse(text, out SeriesCondition written, out _))
            return (1, DumpMessages.NoSample(line));
        if (written.Matchers.Any(matcher => matcher.Comparison != MatchOperator.Equal))
            return (1, DumpMessages.BadSeries("a label is not set with `=`"));
        if (written.Matchers.Select(matcher => matcher.Name).Distinct().Count() < written.Matchers.Count)
            return (1, DumpMessages.BadSeries("a label stands there twice"));
        Labels labels = Labels.Of([.. written.Matchers.Select(matcher => (matcher.Name, matcher.Value))]);
        if (!conditions.Any(condition => condition.Holds(labels)))
            return null;
        if (!_kept.TryGetValue(labels, out _samples))
            _kept[labels] = _samples = [];
        return null;
    }
}
