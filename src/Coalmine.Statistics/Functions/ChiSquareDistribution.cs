namespace Coalmine.Statistics.Functions;

/// <summary>The chi-square distribution: its upper tail and quantiles, with any positive degrees of freedom.</summary>
public static class ChiSquareDistribution
{
    /// <summary>P(X > x) with the given degrees of freedom; 1 at x ≤ 0, NaN at NaN.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not in [2e-9, 2e10].</exception>
    public static double Upper(double x, double degreesOfFreedom)
    {
        Check(degreesOfFreedom);
        if (x <= 0)
            return 1;
        if (double.IsNaN(x))
            return x;
        return degreesOfFreedom == 1 ? NormalDistribution.TwoSided(Math.Sqrt(x)) : IncompleteGamma.Upper(degreesOfFreedom / 2, x / 2);
    }

    /// <summary>
    /// The x with P(X > x) = p for p in [0, 1]: +∞ at 0, 0 at 1. The logarithm of the tail is solved in ln x, from Wilson and Hilferty's cube root (1931), so
    /// that both ends keep their relative precision (about 1e-12).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not in [2e-9, 2e10], or p is not in [0, 1].</exception>
    public static double UpperQuantile(double p, double degreesOfFreedom)
    {
        Check(degreesOfFreedom);
        Domain.Probability(p);
        if (p is 0 or 1)
            return p == 0 ? double.PositiveInfinity : 0;
        double root = 1 - (2 / (9 * degreesOfFreedom)) + (NormalDistribution.UpperQuantile(p) * Math.Sqrt(2 / (9 * degreesOfFreedom)));
        double guess = root > 0.05 ? Math.Log(degreesOfFreedom * root * root * root) : Math.Log(degreesOfFreedom) - 9;
        return Math.Exp(RootFinder.SolveDecreasing(new Tail(p, degreesOfFreedom), guess, 0.1, -1500, 700));
    }

    private static void Check(double degreesOfFreedom)
    {
        if (!(degreesOfFreedom is >= 2e-9 and <= 2e10))
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Degrees of freedom lie in [2e-9, 2e10].");
    }

    private readonly struct Tail(double p, double degreesOfFreedom) : IScalarFunction
    {
        // Whichever tail is the smaller one decides; both rise or fall with x.
        public double At(double logX) => p <= 0.5
            ? Math.Log(Upper(Math.Exp(logX), degreesOfFreedom) / p)
            : Math.Log((1 - p) / IncompleteGamma.Lower(degreesOfFreedom / 2, Math.Exp(logX) / 2));
    }
}
