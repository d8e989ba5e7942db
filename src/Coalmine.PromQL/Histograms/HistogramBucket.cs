namespace Coalmine.PromQL.Histograms;

/// <summary>A bucket with its bounds.</summary>
/// <param name="Lower">The lower bound.</param>
/// <param name="Upper">The upper bound.</param>
/// <param name="Count">How many observations it holds.</param>
internal readonly record struct HistogramBucket(double Lower, double Upper, double Count)
{
    /// <summary>Whether it is the zero bucket of exponential bounds.</summary>
    public bool SpansZero => Lower < 0 && Upper > 0;
}
