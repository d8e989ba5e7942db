using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// A confidence sequence for the ratio of the arms' error rates from the share of errors that hit the canary (Lindon and Malek 2022): the unknown,
/// changing rate cancels. Exact for Poisson-like (rare) errors at a constant weight. Guarantee: anytime-valid.
/// </summary>
/// <remarks>Assumes independent, rare errors and a weight that does not depend on the outcome. Ratio above 1: the canary is worse. O(1).</remarks>
/// <param name="Share">The interval for P(canary | error).</param>
/// <param name="Ratio">The same as a ratio of rates, canary over baseline.</param>
public readonly record struct ErrorShareSequence(Interval Share, Interval Ratio)
{
    /// <summary>The sequence for x errors on the canary of n, at a weight in (0, 1), error alpha (two-sided) and concentration k > 0.</summary>
    public static ErrorShareSequence Of(double x, double n, double weight, double alpha, double k)
    {
        Interval share = BernoulliConfidenceSequence.Interval(x, n, alpha, k);
        return new ErrorShareSequence(share, new Interval(AsRatio(share.Lower, weight), AsRatio(share.Upper, weight)));
    }

    /// <summary>The ratio of rates that a share of errors means at a weight: θ(1 - w)/((1 - θ)w); +∞ at share 1.</summary>
    public static double AsRatio(double share, double weight) => share * (1 - weight) / ((1 - share) * weight);

    /// <summary>The share of errors that a ratio r ≥ 0 of rates means at a weight in (0, 1): w·r/(w·r + 1 - w). The inverse of <see cref="AsRatio"/>.</summary>
    public static double AsShare(double ratio, double weight) => weight * ratio / ((weight * ratio) + 1 - weight);
}
