namespace Coalmine.Statistics.Functions;

/// <summary>
/// The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 - P(a, x), each computed as such where it is the smaller one; relative error below
/// 1e-12 for a up to 1e6 (measured against mpmath 1.3.0 at 50 digits).
/// </summary>
public static class IncompleteGamma
{
    /// <summary>P(a, x) for a > 0; 0 at x ≤ 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">a is not in [1e-9, 1e10], or x is NaN.</exception>
    public static double Lower(double a, double x)
    {
        Check(a);
        Domain.Number(x);
        if (x <= 0)
            return 0;
        if (x > 1e300)
            return 1;
        return x < a + 1 ? LowerSeries(a, x) : 1 - UpperFraction(a, x);
    }

    /// <summary>Q(a, x) for a > 0; 1 at x ≤ 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">a is not in [1e-9, 1e10], or x is NaN.</exception>
    public static double Upper(double a, double x)
    {
        Check(a);
        Domain.Number(x);
        if (x <= 0)
            return 1;
        if (x > 1e300)
            return 0;
        return x < a + 1 ? 1 - LowerSeries(a, x) : UpperFraction(a, x);
    }

    // x^a e^-x / Γ(a), with the deviance taken without cancellation (Loader 2000).
    private static double Kernel(double a, double x)
    {
        double u = (x - a) / a;
        double deviance = u is < -0.5 or > 1 ? Math.Log(x / a) - u : Logarithms.OnePlusMinus(u);
        return Math.Exp((a * deviance) - GammaFunction.StirlingError(a) + (0.5 * Math.Log(a)) - GammaFunction.LogRootTwoPi);
    }

    // DLMF 8.11.4.
    private static double LowerSeries(double a, double x)
    {
        double term = 1 / a;
        double sum = term;
        for (double n = a + 1; term > sum * 1e-17; n++)
        {
            term *= x / n;
            sum += term;
        }

        return sum * Kernel(a, x);
    }

    // DLMF 8.9.2 by the modified Lentz method.
    private static double UpperFraction(double a, double x)
    {
        double kernel = Kernel(a, x);
        if (kernel == 0)
            return 0;
        double b = x + 1 - a;
        double c = 1e300;
        double d = 1 / b;
        double h = d;
        for (int i = 1; i < 1_000_000; i++)
        {
            double numerator = -i * (i - a);
            b += 2;
            d = 1 / ((numerator * d) + b);
            c = b + (numerator / c);
            h *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-16)
                break;
        }

        return h * kernel;
    }

    // Beyond, the series would need more than some 1e6 terms.
    private static void Check(double a)
    {
        if (!(a is >= 1e-9 and <= 1e10))
            throw new ArgumentOutOfRangeException(nameof(a), a, "The parameter lies in [1e-9, 1e10].");
    }
}
