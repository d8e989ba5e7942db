namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>Sizes of effects as Kayenta computes them (<c>EffectSizes.scala</c>).</summary>
public static class KayentaEffects
{
    /// <summary>
    /// The mean in two passes, the second adding the mean of what the first left over (Apache Commons Math 3 <c>Mean</c>). With an infinite value the left-over
    /// is NaN, and so is the mean. NaN without values.
    /// </summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        double mean = sum / values.Length;
        double left = 0;
        foreach (double value in values)
            left += value - mean;
        return mean + (left / values.Length);
    }

    /// <summary>The canary's mean over the baseline's; NaN if either is 0 or undefined. For negative values a fall is a ratio above 1.</summary>
    public static double MeanRatio(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline) => Ratio(Mean(canary), Mean(baseline));

    /// <summary>The share of pairs in which the canary's value is higher, ties as a half; NaN without pairs.</summary>
    public static double CommonLanguage(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline)
    {
        double m = canary.Length, n = baseline.Length;
        double ranks = m == 0 || n == 0 ? double.NaN : new RankDifference(canary, baseline).RankSum(0, out _);
        return ((2 * ranks) - (m * (m + 1))) / (2 * m * n);
    }

    /// <summary>
    /// Cohen's d: the absolute difference of the means in pooled sample deviations. The judge cannot be configured to use it. NaN or infinite where no
    /// deviation is known or it is 0.
    /// </summary>
    public static double CohenD(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline)
    {
        double pooled = (SquaresAboutMean(canary) + SquaresAboutMean(baseline)) / (canary.Length + baseline.Length - 2);
        return Math.Abs(Mean(canary) - Mean(baseline)) / Math.Sqrt(pooled);
    }

    /// <summary>One plus the change of the mean in parts of the baseline's size: the ratio for a positive baseline, and right in sign for another.</summary>
    internal static double SignedRatio(double canaryMean, double baselineMean) =>
        canaryMean == 0 || baselineMean == 0 ? double.NaN : 1 + ((canaryMean - baselineMean) / Math.Abs(baselineMean));

    internal static double Ratio(double canaryMean, double baselineMean) =>
        canaryMean == 0 || baselineMean == 0 ? double.NaN : canaryMean / baselineMean;

    private static double SquaresAboutMean(ReadOnlySpan<double> values)
    {
        double mean = Mean(values), squares = 0;
        foreach (double value in values)
            squares += (value - mean) * (value - mean);
        return squares;
    }
}
