using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Dispersion;

/// <summary>What clusters of equal size do to a test that takes requests as independent.</summary>
/// <remarks>Source: Kish 1965. Assumes clusters of one size and a positive correlation; a closed form, not a test.</remarks>
public static class DesignEffect
{
    /// <summary>1 + (m - 1)·icc for m requests a cluster with an intra-class correlation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative or not finite, or the correlation not in [-1, 1].</exception>
    public static double Of(double clusterSize, double correlation)
    {
        Domain.Nonnegative(clusterSize);
        Domain.Difference(correlation);
        return 1 + ((clusterSize - 1) * correlation);
    }

    /// <summary>The true size of a naive two-sided z test at alpha: 2·Φ(-z/√deff).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The effect is not positive and finite, or alpha not in [0, 1].</exception>
    public static double TrueSize(double designEffect, double alpha)
    {
        Domain.Positive(designEffect);
        Domain.Probability(alpha);
        return alpha == 0 ? 0 : NormalDistribution.TwoSided(NormalDistribution.UpperQuantile(alpha / 2) / Math.Sqrt(designEffect));
    }
}
