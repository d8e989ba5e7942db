using MathNet.Numerics.Integration;

namespace Coalmine.Statistics.Functions;

/// <summary>The noncentral t distribution, by integrating the normal tail over the chi law of the standard deviation.</summary>
public static class NoncentralT
{
    // The chi law is within this many standard deviations of its centre up to 1e-19.
    private const double Reach = 9.5;

    private static readonly GaussLegendreRule Rule = new(0, 1, 128);

    /// <summary>P(T > t) for (Z + shift)/√(χ²/ν); relative error about 1e-12 down to 1e-12.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not in [1e-9, 2⁵³], or another argument is not finite.</exception>
    public static double Upper(double t, double degreesOfFreedom, double shift)
    {
        Domain.Value(t);
        Domain.Trials(degreesOfFreedom);
        Domain.Value(shift);
        double lower = Math.Max(0, 1 - (Reach / Math.Sqrt(degreesOfFreedom)));
        double upper = 1 + (Reach / Math.Sqrt(degreesOfFreedom));
        double half = degreesOfFreedom / 2;

        // Stirling's formula inside lnΓ and the exponent's large parts cancel on paper, not in doubles.
        double logScale = Math.Log(2) + (0.5 * Math.Log(half)) - GammaFunction.LogRootTwoPi - GammaFunction.StirlingError(half);
        double sum = 0;
        for (int i = 0; i < Rule.Order; i++)
        {
            double offset = lower - 1 + ((upper - lower) * Rule.GetAbscissa(i));
            double s = 1 + offset;
            double density = Math.Exp(logScale + (degreesOfFreedom * Logarithms.OnePlusMinus(offset)) - (half * offset * offset)) / s;
            sum += Rule.GetWeight(i) * density * NormalDistribution.Upper((t * s) - shift);
        }

        return sum * (upper - lower);
    }
}
