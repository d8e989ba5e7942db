using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Manifests.Native;

/// <summary>The unit in which the values of a metric are written.</summary>
internal static class MetricUnits
{
    /// <summary>Reads a limit on a metric.</summary>
    public static Reader<double> Limit(Metric metric) => metric switch
    {
        Metric.LatencyQuantile or Metric.LatencyMean => Units.Latency,
        Metric.Errors or Metric.Accuracy or Metric.Conversion or Metric.Disagreement => Units.Share,
        Metric.Revenue => Units.PositiveAmount,
        Metric.Query => Units.Number,
        { ComparesDistributions: true } => Units.DistributionIndex,
        _ => throw new System.Diagnostics.UnreachableException(metric.GetType().Name),
    };

    /// <summary>Reads any value of a metric.</summary>
    public static Reader<double> Value(Metric metric) => metric switch
    {
        Metric.LatencyQuantile or Metric.LatencyMean => Units.LatencyOrZero,
        Metric.Revenue => Units.Amount,
        _ => Limit(metric),
    };

    /// <summary>Whether canary and baseline can differ by percentage points: shares of requests, and distribution functions at a bound.</summary>
    public static bool IsShare(Metric metric) => metric is Metric.Errors or Metric.Accuracy or Metric.Conversion or Metric.Disagreement or Metric.Query
        or Metric.LatencyDistribution or Metric.ScoreDistribution;

    /// <summary>Whether canary and baseline can be compared by a margin.</summary>
    public static bool HasMargin(Metric metric) => metric is not (Metric.Disagreement or Metric.PredictionDistribution);
}
