using Coalmine.Statistics.Functions;
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
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible, weight or alpha not in (0, 1), or k is not positive and finite.</exception>
    public static ErrorShareSequence Of(double x, double n, double weight, double alpha, double k)
    {
        Domain.Level(weight);
        Interval share = BernoulliConfidenceSequence.Interval(x, n, alpha, k);
        return new ErrorShareSequence(share, new Interval(AsRatio(share.Lower, weight), AsRatio(share.Upper, weight)));
    }

    /// <summary>The ratio of rates that a share of errors means at a weight: θ(1 - w)/((1 - θ)w); +∞ at share 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not in [0, 1], or the weight not in (0, 1).</exception>
    public static double AsRatio(double share, double weight)
    {
        Domain.Probability(share);
        Domain.Level(weight);
        return share * (1 - weight) / ((1 - share) * weight);
    }

    /// <summary>The share of errors that a ratio r ≥ 0 of rates means at a weight in (0, 1): w·r/(w·r + 1 - w). The inverse of <see cref="AsRatio"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is negative or not finite, or the weight not in (0, 1).</exception>
    public static double AsShare(double ratio, double weight)
    {
        Domain.Nonnegative(ratio);
        Domain.Level(weight);
        return weight * ratio / ((weight * ratio) + 1 - weight);
    }
}
