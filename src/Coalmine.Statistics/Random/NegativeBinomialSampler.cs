namespace Coalmine.Statistics.Random;

/// <summary>Negative binomial counts: Poisson counts whose mean is a gamma value.</summary>
public static class NegativeBinomialSampler
{
    /// <summary>The largest mean accepted.</summary>
    public const double LargestMean = 1e12;

    /// <summary>
    /// Draws a count with the given mean (0 to <see cref="LargestMean"/>) and variance mean + mean^2 / shape; the shape (above 0) is the number of
    /// failures at which counting successes stops, and need not be an integer. A mean of 0 gives 0 and draws nothing.
    /// </summary>
    public static long Draw(ref Xoshiro256 random, double shape, double mean)
    {
        GammaSampler.RequireShape(shape, nameof(shape));
        if (!(mean is >= 0 and <= LargestMean))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "The mean must lie between 0 and 1e12.");
        if (mean == 0)
            return 0;
        double rate = GammaSampler.Draw(ref random, shape, mean / shape);
        // Only shapes near 0 with means near the limit reach this far.
        return PoissonSampler.Draw(ref random, Math.Min(rate, PoissonSampler.LargestMean));
    }
}
