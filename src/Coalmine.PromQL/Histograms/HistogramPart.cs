using Coalmine.PromQL.Evaluation;

namespace Coalmine.PromQL.Histograms;

/// <summary>The numbers that functions read from one native histogram (promql/functions.go of Prometheus 3.14).</summary>
internal static class HistogramPart
{
    /// <summary>The reader of a function; null for a name that is none.</summary>
    public static Func<FloatHistogram, double>? Of(string function) => function switch
    {
        "histogram_count" => static histogram => histogram.Count,
        "histogram_sum" => static histogram => histogram.Sum,
        "histogram_avg" => static histogram => histogram.Sum / histogram.Count,
        "histogram_stdvar" => Variance,
        "histogram_stddev" => static histogram => Math.Sqrt(Variance(histogram)),
        _ => null,
    };

    /// <summary>Whether the function needs the count and sum only.</summary>
    public static bool NeedsNoBuckets(string function) => function is "histogram_count" or "histogram_sum" or "histogram_avg";

    /// <summary>Every observation counts as the geometric middle of its bucket, 0 in the zero bucket, the arithmetic middle between custom bounds.</summary>
    private static double Variance(FloatHistogram histogram)
    {
        double mean = histogram.Sum / histogram.Count;
        var sum = new CompensatedSum(0);
        foreach (var bucket in histogram.Buckets())
        {
            double distance = MiddleOf(histogram, bucket) - mean;
            sum.Add(bucket.Count * distance * distance);
        }

        return sum.Value / histogram.Count;
    }

    private static double MiddleOf(FloatHistogram histogram, in HistogramBucket bucket)
    {
        if (histogram.HasCustomBounds)
            return (bucket.Upper + bucket.Lower) / 2;
        if (bucket.Lower <= 0 && bucket.Upper >= 0)
            return 0;
        double middle = Math.Sqrt(bucket.Upper * bucket.Lower);
        return bucket.Upper < 0 ? -middle : middle;
    }
}
