using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Comparisons;

/// <summary>A statistic that is standard normal under its hypothesis.</summary>
/// <param name="Z">The statistic; 0 where the data hold no evidence.</param>
public readonly record struct ZTest(double Z)
{
    /// <summary>P(|Z| at least as large).</summary>
    public double TwoSided => NormalDistribution.TwoSided(Z);

    /// <summary>P(Z at least as large): small when the canary's rate is higher.</summary>
    public double Greater => NormalDistribution.Upper(Z);

    /// <summary>P(Z at most as large): small when the canary's rate is lower, or lower than the margin tested.</summary>
    public double Less => NormalDistribution.Lower(Z);
}
