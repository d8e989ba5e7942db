using MathNet.Numerics.Integration;

namespace Coalmine.Statistics.Functions;

/// <summary>The noncentral t distribution, by integrating the normal tail over the chi law of the standard deviation.</summary>
public static class NoncentralT
{
    // The chi law is within this many standard deviations of its centre up to 1e-19.
    private const double Reach = 9.5;

    private static readonly GaussLegendreRule Rule = new(0, 1, 128);

    /// <summary>P(T > t) for (Z + shift)/√(χ²/ν); relative error about 1e-12 down to 1e-12.</summary>
    public static double Upper(double t, double degreesOfFreedom, double shift)
    {
        double lower = Math.Max(0, 1 - (Reach / Math.Sqrt(degreesOfFreedom)));
        double upper = 1 + (Reach / Math.Sqrt(degreesOfFreedom));
        double half = degreesOfFreedom / 2;
        double logScale = Math.Log(2) + (half * Math.Log(half)) - GammaFunction.Log(half);
        double sum = 0;
        for (int i = 0; i < Rule.Order; i++)
        {
            double s = lower + ((upper - lower) * Rule.GetAbscissa(i));
            double density = Math.Exp(logScale + ((degreesOfFreedom - 1) * Math.Log(s)) - (half * s * s));
            sum += Rule.GetWeight(i) * density * NormalDistribution.Upper((t * s) - shift);
        }

        return sum * (upper - lower);
    }
}
