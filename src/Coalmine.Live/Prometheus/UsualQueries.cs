using System.Globalization;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Prometheus;

/// <summary>
/// Puts the questions of point checks into PromQL with a platform's names, in the form in which scripts ask them: a quantile from the summed bucket rates,
/// errors
/// as a share, accuracy as the mean of the pods' gauges. Latencies are answered in seconds.
/// </summary>
public static class UsualQueries
{
    /// <summary>The query for a question about an arm; empty for a question that these names do not answer.</summary>
    /// <param name="names">The platform's names.</param>
    /// <param name="question">The question; in a written query <c>$arm</c> becomes the arm's name in the metrics.</param>
    /// <param name="arm">The arm.</param>
    public static string Text(SeriesNames names, QueryQuestion question, Arm arm)
    {
        ArgumentNullException.ThrowIfNull(names);
        string name = names.NameOf(arm);
        return question switch
        {
            QueryQuestion.Written written => written.Text.Replace("$arm", name, StringComparison.Ordinal),
            QueryQuestion.Foreign foreign => foreign.Text,
            QueryQuestion.Usual usual => Usual(new Words(names, name, Range(usual.Window)), usual.Metric),
            _ => "",
        };
    }

    private static string Usual(Words words, Metric metric) => metric switch
    {
        Metric.LatencyQuantile quantile when words.Rate(CounterKind.LatencyBucket) is { Length: > 0 } rate => string.Create(
            CultureInfo.InvariantCulture, $"histogram_quantile({quantile.Quantile}, sum({rate}) by (le)){words.Scale(CounterKind.LatencyBucket)}"),
        Metric.LatencyMean => words.Ratio(CounterKind.LatencySum, words.LatencyCount),
        Metric.Errors => words.Ratio(CounterKind.Errors, words.Rate(CounterKind.Requests)),
        Metric.Accuracy when words.Names.Quality is { } quality => $"avg({quality.FamilyOf(words.Arm)})",
        Metric.Conversion => words.Ratio(CounterKind.Conversions, words.Rate(CounterKind.Requests)),
        Metric.Revenue => words.Ratio(CounterKind.RevenueSum, words.Rate(CounterKind.RevenueCount)),
        _ => "",
    };

    private static string Range(TimeSpan window) => window.Ticks % TimeSpan.TicksPerSecond == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{window.Ticks / TimeSpan.TicksPerSecond}s")
        : string.Create(CultureInfo.InvariantCulture, $"{(long)window.TotalMilliseconds}ms");

    private sealed record Words(SeriesNames Names, string Arm, string Range)
    {
        /// <summary>The count of the latencies' own histogram: another counter of requests may count others.</summary>
        public string LatencyCount =>
            Names.Counters.GetValueOrDefault(CounterKind.LatencySum) is { } sum && sum.Metric.EndsWith("_sum", StringComparison.Ordinal)
            ? $"rate({(sum with { Metric = sum.Metric[..^"_sum".Length] + "_count" }).FamilyOf(Arm)}[{Range}])"
            : Rate(CounterKind.Requests);

        /// <summary>The rates of a kind's members.</summary>
        public string Rate(CounterKind kind) => Names.Counters.GetValueOrDefault(kind) is { Agreeing.First: "" } selector
            ? string.Join(" or ", selector.MembersOf(Arm).Select(member => $"rate({member}[{Range}])"))
            : "";

        public string Ratio(CounterKind part, string whole) =>
            Rate(part) is { Length: > 0 } rate && whole.Length > 0 ? $"sum({rate}) / sum({whole}){Scale(part)}" : "";

        public string Scale(CounterKind kind) =>
            Names.Counters[kind].UnitsPerOne is not 1 and var units ? string.Create(CultureInfo.InvariantCulture, $" / {units}") : "";
    }
}
