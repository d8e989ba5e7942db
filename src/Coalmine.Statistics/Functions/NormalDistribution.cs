using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Coalmine.Statistics.Functions;

/// <summary>The standard normal distribution with tails that never come from 1 - cdf.</summary>
public static class NormalDistribution
{
    private const double RootHalf = 0.70710678118654752440;

    /// <summary>The density; NaN at NaN.</summary>
    public static double Density(double z) => Math.Exp((-0.5 * z * z) - GammaFunction.LogRootTwoPi);

    /// <summary>P(Z > z); full relative precision down to the smallest doubles (MathNet's Erfc, relative error below 2e-14); NaN at NaN.</summary>
    public static double Upper(double z) => 0.5 * SpecialFunctions.Erfc(z * RootHalf);

    /// <summary>P(Z ≤ z); NaN at NaN.</summary>
    public static double Lower(double z) => Upper(-z);

    /// <summary>P(|Z| > |z|); NaN at NaN.</summary>
    public static double TwoSided(double z) => SpecialFunctions.Erfc(Math.Abs(z) * RootHalf);

    /// <summary>ln P(Z > z), also where the probability itself underflows (z above 38); NaN at NaN.</summary>
    public static double LogUpper(double z)
    {
        if (z < 25)
            return z < -1 ? Logarithms.OnePlus(-Upper(-z)) : Math.Log(Upper(z));

        // Asymptotic series, DLMF 7.12.1: the next term is below 1e-13 at 25.
        double square = 1 / (z * z);
        double series = 1 - (square * (1 - (3 * square * (1 - (5 * square * (1 - (7 * square * (1 - (9 * square)))))))));
        return (-0.5 * z * z) - Math.Log(z) - GammaFunction.LogRootTwoPi + Math.Log(series);
    }

    /// <summary>The z with P(Z > z) = p, for p in [0, 1]; relative precision also for p = 1e-300 (MathNet's inverse and one Newton step in logs).</summary>
    /// <exception cref="ArgumentOutOfRangeException">p is not in [0, 1].</exception>
    public static double UpperQuantile(double p)
    {
        Domain.Probability(p);
        if (p > 0.5)
            return -LowerSide(1 - p);
        return p == 0.5 ? 0 : LowerSide(p);
    }

    private static double LowerSide(double p)
    {
        if (p <= 0)
            return double.PositiveInfinity;
        double z = -Normal.InvCDF(0, 1, p);
        double tail = Upper(z);
        return tail > 0 ? z + ((tail - p) / Density(z)) : z;
    }
}
