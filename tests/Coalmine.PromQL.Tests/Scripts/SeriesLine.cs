using System.Globalization;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;
using Xunit;

namespace Coalmine.PromQL.Tests.Scripts;

/// <summary>One line of the notation of Prometheus's test scripts: labels, then points (promql/promqltest/README.md of Prometheus 3.x).</summary>
internal sealed record SeriesLine(Labels Labels, IReadOnlyList<Point> Points)
{
    public static SeriesLine Parse(string line)
    {
        int end = EndOfLabels(line);
        string[] points = line[end..].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return new SeriesLine(ParseLabels(line[..end].Trim()), [.. points.SelectMany(ParsePoints)]);
    }

    public static Labels ParseLabels(string text)
    {
        if (text is "{}" or "")
            return Labels.Empty;
        var parsed = Assert.IsType<ParseResult.Parsed>(PromQLParser.Parse(text));
        var selector = Assert.IsType<Expression.Selector>(parsed.Root);
        return Labels.Of([.. selector.Matchers.Select(matcher => (matcher.Name, matcher.Value))]);
    }

    public static double ParseNumber(string text) => text switch
    {
        "Inf" or "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        "NaN" => double.NaN,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    /// <summary>Where the labels of a line end: behind the brace, or at the first blank.</summary>
    public static int EndOfLabels(string line)
    {
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && (i == 0 || line[i - 1] != '\\'))
                quoted = !quoted;
            else if (!quoted && line[i] == '}')
                return i + 1;
            else if (!quoted && line[i] is ' ' or '\t' && !line.Contains('{', StringComparison.Ordinal))
                return i;
        }

        return line.Length;
    }

    private static IEnumerable<Point> ParsePoints(string text)
    {
        int times = text.LastIndexOf('x');
        int count = times < 0 ? 0 : int.Parse(text.AsSpan(times + 1), CultureInfo.InvariantCulture);
        string item = times < 0 ? text : text[..times];
        if (item == "_")
            return Enumerable.Repeat(Point.Missing, Math.Max(1, count));
        if (item == "stale")
            return [Point.Stale];
        int sign = item.LastIndexOfAny(['+', '-']);
        bool steps = times >= 0 && sign > 0;
        double first = ParseNumber(steps ? item[..sign] : item);
        double step = steps ? ParseNumber(item[sign..]) : 0;
        return Enumerable.Range(0, count + 1).Select(i => new Point(PointKind.Value, first + (i * step)));
    }
}
