namespace Coalmine.Statistics.Functions;

/// <summary>The chi-square distribution's upper tail.</summary>
public static class ChiSquareDistribution
{
    /// <summary>P(X > x) with the given degrees of freedom; 1 at x ≤ 0.</summary>
    public static double Upper(double x, double degreesOfFreedom)
    {
        if (x <= 0)
            return 1;
        return degreesOfFreedom == 1 ? NormalDistribution.TwoSided(Math.Sqrt(x)) : IncompleteGamma.Upper(degreesOfFreedom / 2, x / 2);
    }
}
