using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Ranks;

namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>By how much the canary's values lie above the baseline's: interval and estimate of a shift, in the metric's unit.</summary>
/// <remarks>
/// Source: <c>kayenta-mannwhitney</c> (<c>MannWhitney.scala</c>, <c>BrentSolver.java</c>) at spinnaker/kayenta a69573be. Guarantee: none that is known; for
/// independent normal values the stated 98 % is about right from eight a side on, and with fewer the bounds are the ends of the bracket, so that two points a
/// side that do not overlap show a shift. Each point counts as independent. Cost: some sixty passes over both samples.
/// </remarks>
/// <param name="Lower">The lower bound.</param>
/// <param name="Upper">The upper bound.</param>
/// <param name="Estimate">About the median of all differences between a value of the canary and one of the baseline.</param>
/// <param name="Lowest">The smallest difference: the lower end of the search.</param>
/// <param name="Highest">The largest difference: the upper end of the search.</param>
public readonly record struct KayentaShift(double Lower, double Upper, double Estimate, double Lowest, double Highest)
{
    /// <summary>
    /// The shift as Kayenta computes it: the test's normal approximation, always, inverted by a search with an absolute tolerance of 1e-4. A bound that the
    /// test cannot reach is an end of the bracket; the estimate is searched for without that guard. Null where some shift ties all values, which Kayenta
    /// throws on (one value a side, for example). Infinite values give an answer, NaN possibly.
    /// </summary>
    /// <param name="canary">The canary's values; at least one.</param>
    /// <param name="baseline">The baseline's values; at least one.</param>
    /// <param name="confidence">Two-sided, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is empty, or the confidence outside (0, 1).</exception>
    public static KayentaShift? Of(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline, double confidence)
    {
        RankDifference difference = Ranked(canary, baseline);
        double quantile = Quantile(confidence);
        return Known(difference, Bound(difference, quantile), Bound(difference, -quantile));
    }

    /// <summary>The same with bounds that come from the search alone, without a look at the ends of the bracket.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is empty, or the confidence outside (0, 1).</exception>
    public static KayentaShift? Unguarded(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline, double confidence)
    {
        RankDifference difference = Ranked(canary, baseline);
        double quantile = Quantile(confidence);
        return Known(difference, Search(difference, quantile), Search(difference, -quantile));
    }

    /// <summary>
    /// The exact shift: the median of the differences and the interval that the exact Mann-Whitney test inverts to, so that the answer scales with the data.
    /// </summary>
    /// <exception cref="ArgumentException">A side is empty, a value not finite, or the confidence outside (0, 1).</exception>
    public static KayentaShift Exact(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline, double confidence)
    {
        Interval interval = HodgesLehmann.Interval(canary, baseline, confidence);
        RankDifference difference = Ranked(canary, baseline);
        return new KayentaShift(interval.Lower, interval.Upper, HodgesLehmann.Shift(canary, baseline), difference.Lowest, difference.Highest);
    }

    /// <summary>
    /// The function whose roots the bounds are: the standardised rank sum of the canary's values less the shift, minus the quantile. NaN where all are tied.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is empty.</exception>
    public static double Difference(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline, double shift, double quantile) =>
        Ranked(canary, baseline).At(shift, quantile);

    private static RankDifference Ranked(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline)
    {
        ArgumentOutOfRangeException.ThrowIfZero(canary.Length, nameof(canary));
        ArgumentOutOfRangeException.ThrowIfZero(baseline.Length, nameof(baseline));
        return new RankDifference(canary, baseline);
    }

    private static double Quantile(double confidence)
    {
        if (!(confidence > 0 && confidence < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies strictly between 0 and 1.");
        return NormalDistribution.UpperQuantile((1 - confidence) / 2);
    }

    private static double Bound(RankDifference difference, double quantile)
    {
        if (difference.At(difference.Lowest, quantile) <= 0)
            return difference.Lowest;
        return difference.At(difference.Highest, quantile) >= 0 ? difference.Highest : Search(difference, quantile);
    }

    private static double Search(RankDifference difference, double quantile) =>
        ShiftSearch.Find(difference, quantile, difference.Lowest, difference.Highest);

    private static KayentaShift? Known(RankDifference difference, double lower, double upper)
    {
        double estimate = Search(difference, 0);
        return difference.IsTied ? null : new KayentaShift(lower, upper, estimate, difference.Lowest, difference.Highest);
    }
}
