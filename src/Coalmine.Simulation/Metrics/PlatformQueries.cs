using System.Globalization;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation.Metrics;

/// <summary>
/// Puts the usual questions of point checks into PromQL with the names of Seldon Core v1's executor, in the form in which scripts ask them: a quantile from the
/// summed bucket rates, errors as the share of codes other than 200, accuracy as the mean of the pods' gauges. Latencies are in seconds.
/// </summary>
public static class PlatformQueries
{
    /// <summary>The query for a question about an arm; empty for a question that no metric of the platform answers.</summary>
    /// <param name="question">The question; in a written query <c>$arm</c> becomes the arm's name in the metrics.</param>
    /// <param name="arm">The arm.</param>
    public static string Text(QueryQuestion question, Arm arm)
    {
        string name = SeldonSeries.NameOf(arm);
        return question switch
        {
            QueryQuestion.Written written => written.Text.Replace("$arm", name, StringComparison.Ordinal),
            QueryQuestion.Usual usual => Usual(usual.Metric, Selector(name), Range(usual.Window), name),
            _ => "",
        };
    }

    private static string Usual(Metric metric, string arm, string range, string name) => metric switch
    {
        Metric.LatencyQuantile quantile => string.Create(
            CultureInfo.InvariantCulture,
            $"histogram_quantile({quantile.Quantile}, sum(rate({SeldonSeries.Requests}_bucket{{{arm}}}[{range}])) by (le))"),
        Metric.LatencyMean => Ratio($"{SeldonSeries.Requests}_sum{{{arm}}}", $"{SeldonSeries.Requests}_count{{{arm}}}", range),
        Metric.Errors => Ratio($"{SeldonSeries.Requests}_count{{{arm},code!=\"200\"}}", $"{SeldonSeries.Requests}_count{{{arm}}}", range),
        Metric.Accuracy => $"avg({SeldonSeries.Accuracy}{{{arm}}})",
        Metric.Conversion => Ratio($"{SeldonSeries.Conversions}{{{arm}}}", $"{SeldonSeries.Requests}_count{{{arm}}}", range),
        Metric.Revenue => Ratio($"{SeldonSeries.Revenue}_sum{{{arm}}}", $"{SeldonSeries.Revenue}_count{{{arm}}}", range),
        _ => "",
    };

    private static string Selector(string arm) => $"deployment_name=\"{SeldonSeries.Deployment}\",predictor_name=\"{arm}\"";

    private static string Ratio(string part, string whole, string range) => $"sum(rate({part}[{range}])) / sum(rate({whole}[{range}]))";

    private static string Range(TimeSpan window) => window.Ticks % TimeSpan.TicksPerSecond == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{window.Ticks / TimeSpan.TicksPerSecond}s")
        : string.Create(CultureInfo.InvariantCulture, $"{(long)window.TotalMilliseconds}ms");
}
