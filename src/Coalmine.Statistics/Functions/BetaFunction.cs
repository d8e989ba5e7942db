namespace Coalmine.Statistics.Functions;

/// <summary>The beta function in logs.</summary>
public static class BetaFunction
{
    /// <summary>
    /// ln B(a, b) for a, b > 0; absolute error a few 1e-16 times the result up to 1e9 and beyond (three lnΓ would lose seven digits there).
    /// Source of the split: Didonato and Morris 1992, TOMS 708, function betaln.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive and finite.</exception>
    public static double Log(double a, double b)
    {
        Domain.Positive(a);
        Domain.Positive(b);
        double small = Math.Min(a, b);
        double large = Math.Max(a, b);
        if (large < 10)
            return GammaFunction.Log(small) + GammaFunction.Log(large) - GammaFunction.Log(small + large);
        double correction = GammaFunction.StirlingError(large) - GammaFunction.StirlingError(small + large);
        double share = Logarithms.OnePlus(small / large);
        if (small < 10)
            return GammaFunction.Log(small) + correction + small - (small * Math.Log(small + large)) - ((large - 0.5) * share);
        return GammaFunction.LogRootTwoPi - (0.5 * Math.Log(large)) + correction + GammaFunction.StirlingError(small)
            + ((small - 0.5) * Math.Log(small / (small + large))) - (large * share);
    }

    /// <summary>
    /// ln [x^a y^b / B(a, b)] with y = 1 - x, given apart so that neither loses digits; the beta density times x·y. Loader's saddle-point form
    /// (Loader 2000, "Fast and accurate computation of binomial probabilities"): nothing large cancels.
    /// </summary>
    internal static double LogKernel(double x, double y, double a, double b)
    {
        if (x <= 0 || y <= 0)
            return double.NegativeInfinity;
        double sum = a + b;
        double excess = Math.FusedMultiplyAdd(x, b, -(y * a));
        return Deviance(x, a, sum, excess) + Deviance(y, b, sum, -excess)
            + (0.5 * (Math.Log(a) + Math.Log(b / sum))) - GammaFunction.LogRootTwoPi
            - (GammaFunction.StirlingError(a) + GammaFunction.StirlingError(b) - GammaFunction.StirlingError(sum));
    }

    // a·[ln(x·sum/a) - (x·sum/a - 1)]: the linear parts of the two deviances cancel exactly and are left out.
    private static double Deviance(double x, double a, double sum, double excess)
    {
        double u = excess / a;
        return u < -0.5 ? a * (Math.Log(x * sum / a) - u) : a * Logarithms.OnePlusMinus(u);
    }
}
