using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Random;

/// <summary>Lognormal values: e to the power of a normal value.</summary>
public static class LogNormalSampler
{
    /// <summary>
    /// Draws a value whose logarithm is normal with the given mean and standard deviation (at least 0); the median is exp(<paramref name="logMean"/>).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The mean is not finite, or the deviation negative.</exception>
    public static double Draw(ref Xoshiro256 random, double logMean, double logDeviation)
    {
        Domain.Value(logMean);
        return DeterministicMath.Exp(NormalSampler.Draw(ref random, logMean, logDeviation));
    }
}
