using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Estimates;

/// <summary>The mean over independent replications with its t interval. Guarantee: asymptotic (exact for normal values).</summary>
/// <param name="Mean">Mean of the replications.</param>
/// <param name="HalfWidth">Half width of the interval; +∞ with fewer than two replications.</param>
public readonly record struct ReplicationMean(double Mean, double HalfWidth)
{
    /// <summary>The interval; NaN where the mean is.</summary>
    public Interval Interval => new(Mean - HalfWidth, Mean + HalfWidth);

    /// <summary>Half width over the mean's size; NaN where both are 0, and without values.</summary>
    public double RelativeHalfWidth => HalfWidth / Math.Abs(Mean);

    /// <summary>The mean of the values at a confidence in (0, 1); NaN without values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not in (0, 1), or a value is not finite.</exception>
    public static ReplicationMean Of(ReadOnlySpan<double> values, double confidence) => Of(Moments.Of(values), confidence);

    /// <summary>The mean of values of which only the moments are known, at a confidence in (0, 1); NaN without values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not in (0, 1), or a value was not finite.</exception>
    public static ReplicationMean Of(in Moments moments, double confidence)
    {
        Domain.Level(confidence);
        ArgumentOutOfRangeException.ThrowIfNegative(moments.Count, nameof(moments));
        if (moments.Count > 0)
            Domain.Value(moments.Mean, nameof(moments));
        if (moments.Count > 1)
            Domain.Nonnegative(moments.Variance, nameof(moments));
        if (moments.Count < 2)
            return new ReplicationMean(moments.Mean, double.PositiveInfinity);
        return new ReplicationMean(moments.Mean, StudentT.UpperQuantile((1 - confidence) / 2, moments.Count - 1) * moments.StandardError);
    }

    /// <summary>
    /// The relative half width to run for when a relative error of at most gamma is wanted: gamma/(1 + gamma), because the estimate itself stands in the
    /// denominator (Law and Kelton).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">gamma is negative or not finite.</exception>
    public static double RelativeTarget(double gamma)
    {
        Domain.Nonnegative(gamma);
        return gamma / (1 + gamma);
    }
}
