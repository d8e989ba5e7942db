using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Dispersion;

/// <summary>What clusters of equal size do to a test that takes requests as independent.</summary>
/// <remarks>Source: Kish 1965. Assumes clusters of one size and a positive correlation; a closed form, not a test.</remarks>
public static class DesignEffect
{
    /// <summary>1 + (m - 1)·icc for m requests a cluster with an intra-class correlation.</summary>
    public static double Of(double clusterSize, double correlation) => 1 + ((clusterSize - 1) * correlation);

    /// <summary>The true size of a naive two-sided z test at alpha: 2·Φ(-z/√deff).</summary>
    public static double TrueSize(double designEffect, double alpha) =>
        NormalDistribution.TwoSided(NormalDistribution.UpperQuantile(alpha / 2) / Math.Sqrt(designEffect));
}
