using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Comparisons;

/// <summary>
/// Welch's t test of two means with unequal variances. Guarantee: asymptotic; poor for heavy-tailed latency at a few hundred values. Means of Prometheus'
/// sums and counts have no variance per request: the values are then windows or pods.
/// </summary>
/// <remarks>Null: both means are equal. Assumes independent values, and means that are close to normal. One planned look. O(1) on summaries. Source: Welch
/// 1947.</remarks>
/// <param name="T">The statistic; positive when the canary's mean is higher.</param>
/// <param name="DegreesOfFreedom">Welch's and Satterthwaite's degrees of freedom.</param>
/// <param name="StandardError">Standard error of the difference.</param>
public readonly record struct WelchT(double T, double DegreesOfFreedom, double StandardError)
{
    /// <summary>P(|T| at least as large); NaN where T is.</summary>
    public double TwoSided => StudentT.TwoSided(T, DegreesOfFreedom);

    /// <summary>P(T at least as large): small when the canary's mean is higher; NaN where T is.</summary>
    public double Greater => StudentT.Upper(T, DegreesOfFreedom);

    /// <summary>Whether the test can answer: two values on each side, and a variance on one.</summary>
    public static bool IsDefined(in SampleSummary canary, in SampleSummary baseline) =>
        canary.Count >= 2 && baseline.Count >= 2 && canary.StandardDeviation + baseline.StandardDeviation > 0;

    /// <summary>The test of two samples; NaN where it is not defined.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A sample has a negative count or deviation, or a number that is not finite.</exception>
    public static WelchT Of(in SampleSummary canary, in SampleSummary baseline)
    {
        canary.Check(nameof(canary));
        baseline.Check(nameof(baseline));
        if (!IsDefined(canary, baseline))
            return new WelchT(double.NaN, double.NaN, double.NaN);
        double v1 = canary.VarianceOfMean;
        double v2 = baseline.VarianceOfMean;
        double sum = v1 + v2;
        double degrees = sum * sum / ((v1 * v1 / (canary.Count - 1)) + (v2 * v2 / (baseline.Count - 1)));
        double error = Math.Sqrt(sum);
        return new WelchT((canary.Mean - baseline.Mean) / error, degrees, error);
    }

    /// <summary>The interval for the difference of the means at a confidence in (0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not in (0, 1), or the test was not defined.</exception>
    public Interval Difference(double confidence)
    {
        Domain.Level(confidence);
        double half = StudentT.UpperQuantile((1 - confidence) / 2, DegreesOfFreedom) * StandardError;
        return new Interval((T * StandardError) - half, (T * StandardError) + half);
    }
}
