using Coalmine.Conformance.Cases;
using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Quantiles;

namespace Coalmine.Conformance.Statistics;

/// <summary>Section 1.10 of the reference: quantiles and classic histograms.</summary>
internal static class HistogramMethods
{
    public static IReadOnlyDictionary<string, Func<CaseInputs, Outputs>> Table { get; } = new Dictionary<string, Func<CaseInputs, Outputs>>
    {
        ["quantile_ci_order_stat"] = OrderStatistics,
        ["prometheus_histogram_quantile"] = Prometheus,
        ["histogram_quantile_bounds"] = Bounds,
        ["histogram_two_sample"] = TwoSample,
    };

    private static Outputs OrderStatistics(CaseInputs inputs)
    {
        var ranks = OrderStatisticInterval.Of(inputs.Count("n"), inputs.Number("q"), inputs.Number("confidence", 0.95));
        return new Outputs { ["lower_index"] = ranks.Lower, ["upper_index"] = ranks.Upper, ["coverage"] = ranks.Coverage };
    }

    private static Outputs Prometheus(CaseInputs inputs)
    {
        double[][] buckets = inputs.Table("buckets");
        return new Outputs { ["value"] = PrometheusQuantile.Of(Column(buckets, 0), Column(buckets, 1), inputs.Number("q")) };
    }

    private static Outputs Bounds(CaseInputs inputs)
    {
        CumulativeHistogram histogram = Histogram(inputs.Table("buckets"));
        if (histogram.Total == 0)
            return Outputs.Undefined("point_lo", "point_hi", "ci_lo", "ci_hi", "L", "U");
        var bounds = HistogramQuantileBounds.Of(histogram, inputs.Number("q"), inputs.Number("confidence", 0.95));
        return new Outputs
        {
            ["point_lo"] = bounds.Point.Lower,
            ["point_hi"] = bounds.Point.Upper,
            ["ci_lo"] = bounds.Confidence.Lower,
            ["ci_hi"] = bounds.Confidence.Upper,
            ["L"] = bounds.Ranks.Lower,
            ["U"] = bounds.Ranks.Upper,
        };
    }

    private static Outputs TwoSample(CaseInputs inputs)
    {
        CumulativeHistogram canary = Histogram(inputs.Table("canary"));
        CumulativeHistogram baseline = Histogram(inputs.Table("baseline"));
        if (canary.Total == 0 || baseline.Total == 0)
            return Outputs.Undefined("D_lo", "D_hi", "p_at_D_lo", "p_at_D_hi", "cles_lo", "cles_hi", "cles_mid", "mw_z");
        var comparison = HistogramComparison.Of(canary, baseline);
        return new Outputs
        {
            ["D_lo"] = comparison.SmallestDistance,
            ["D_hi"] = comparison.LargestDistance,
            ["p_at_D_lo"] = comparison.KolmogorovTail(comparison.SmallestDistance),
            ["p_at_D_hi"] = comparison.KolmogorovTail(comparison.LargestDistance),
            ["cles_lo"] = comparison.SuperiorityLower,
            ["cles_hi"] = comparison.SuperiorityUpper,
            ["cles_mid"] = comparison.SuperiorityMiddle,
            ["mw_z"] = comparison.MannWhitneyZ,
        };
    }

    private static CumulativeHistogram Histogram(double[][] buckets) => new(Column(buckets, 0), Column(buckets, 1));

    private static double[] Column(double[][] rows, int index) => Array.ConvertAll(rows, row => row[index]);
}
