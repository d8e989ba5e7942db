namespace Coalmine.Statistics.Random;

/// <summary>The sum of many geometric sizes (1, 2, 3, ...): the requests of a number of bursts, in one draw whatever that number is.</summary>
public static class GeometricSumSampler
{
    /// <summary>
    /// Draws the sum of <paramref name="count"/> (at least 0) independent sizes, each geometric on 1, 2, 3, ... with mean <paramref name="meanSize"/>
    /// (at least 1). What exceeds one a burst is negative binomial with shape <paramref name="count"/>; its mean must not exceed 1e12.
    /// </summary>
    public static long Draw(ref Xoshiro256 random, long count, double meanSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (!(meanSize >= 1))
            throw new ArgumentOutOfRangeException(nameof(meanSize), meanSize, "The mean size must be at least 1.");
        return count == 0 ? 0 : count + NegativeBinomialSampler.Draw(ref random, count, count * (meanSize - 1.0));
    }
}
