namespace Coalmine.Statistics.Random;

/// <summary>Beta values: a gamma value's share of the sum of two.</summary>
public static class BetaSampler
{
    /// <summary>
    /// Draws with the given parameters, both above 0; the mean is alpha / (alpha + beta). In [0, 1]: values nearer to 1 than 2^-53 become 1.
    /// </summary>
    public static double Draw(ref Xoshiro256 random, double alpha, double beta)
    {
        GammaSampler.RequireShape(alpha, nameof(alpha));
        GammaSampler.RequireShape(beta, nameof(beta));
        if (alpha >= 1 && beta >= 1)
        {
            double x = GammaSampler.DrawAtLeastOne(ref random, alpha);
            return x / (x + GammaSampler.DrawAtLeastOne(ref random, beta));
        }

        // Small shapes underflow as gamma values, both at once even; their logarithms do not.
        double log = GammaSampler.DrawLog(ref random, alpha);
        return 1.0 / (1.0 + DeterministicMath.Exp(GammaSampler.DrawLog(ref random, beta) - log));
    }
}
