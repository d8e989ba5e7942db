using System.Globalization;
using System.Text.RegularExpressions;
using Coalmine.PromQL.Histograms;

namespace Coalmine.Conformance.PromQL;

/// <summary>A native histogram as test scripts write it: <c>{{schema:0 sum:5 count:4 buckets:[1 2 1] offset:1}}</c> (promql/promqltest/README.md of Prometheus 3.x).</summary>
internal static partial class HistogramText
{
    /// <summary>Reads the text between the braces.</summary>
    /// <exception cref="FormatException">It is no histogram.</exception>
    public static FloatHistogram Parse(string inner)
    {
        var histogram = new FloatHistogram();
        int[] offsets = [0, 0];
        IReadOnlyList<double> positive = [];
        IReadOnlyList<double> negative = [];
        int at = 0;
        for (var match = Field().Match(inner); match.Success && match.Index == at; match = match.NextMatch())
        {
            at = match.Index + match.Length;
            string text = match.Groups["value"].Value;
            switch (match.Groups["key"].Value)
            {
                case "schema": histogram = histogram with { Schema = (int)Number(text) }; break;
                case "sum": histogram = histogram with { Sum = Number(text) }; break;
                case "count": histogram = histogram with { Count = Number(text) }; break;
                case "z_bucket": histogram = histogram with { ZeroCount = Number(text) }; break;
                case "z_bucket_w": histogram = histogram with { ZeroThreshold = Number(text) }; break;
                case "custom_values": histogram = histogram with { CustomBounds = Numbers(text) }; break;
                case "buckets": positive = Numbers(text); break;
                case "n_buckets": negative = Numbers(text); break;
                case "offset": offsets[0] = (int)Number(text); break;
                case "n_offset": offsets[1] = (int)Number(text); break;
                case "counter_reset_hint": histogram = histogram with { Reset = ResetOf(text) }; break;
                default: throw new FormatException($"no field of a histogram: {match.Groups["key"].Value}");
            }
        }

        if (inner[at..].Trim().Length > 0)
            throw new FormatException($"no field of a histogram: {inner[at..].Trim()}");
        return histogram with { Positive = From(offsets[0], positive), Negative = From(offsets[1], negative) };
    }

    /// <summary>Whether the text says something of resets, which is then compared.</summary>
    public static bool NamesReset(string inner) => inner.Contains("counter_reset_hint", StringComparison.Ordinal);

    private static CounterReset ResetOf(string text) => text switch
    {
        "unknown" => CounterReset.Unknown,
        "reset" => CounterReset.Reset,
        "not_reset" => CounterReset.NotReset,
        "gauge" => CounterReset.Gauge,
        _ => throw new FormatException($"no counter reset hint: {text}"),
    };

    private static List<BucketCount> From(int offset, IReadOnlyList<double> counts) => [.. counts.Select((count, i) => new BucketCount(offset + i, count))];

    private static List<double> Numbers(string text) =>
        [.. text.Trim('[', ']').Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number)];

    private static double Number(string text) =>
        SeriesLine.TryNumber(text, out double value) ? value : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"no number: {text}"));

    [GeneratedRegex(@"\G\s*(?<key>[a-z_]+):(?<value>\[[^\]]*\]|[^\s\[\]]+)\s*")]
    private static partial Regex Field();
}
