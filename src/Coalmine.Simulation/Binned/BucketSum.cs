using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>
/// The sum of the values in a bucket, from their number: normal with the bucket's conditional mean and variance, kept within what the bucket's bounds allow.
/// A stated approximation: first and second moment are right, a skew within the bucket is lost, which matters for single values in the open last bucket only.
/// </summary>
internal static class BucketSum
{
    /// <summary>Draws the sum of so many values of a bucket.</summary>
    public static double Draw(ref Xoshiro256 random, long count, BucketLaw law, int bucket, IReadOnlyList<double> bounds)
    {
        if (count == 0)
            return 0;
        double sum = count * law.Means[bucket] + Math.Sqrt(count) * law.Deviations[bucket] * NormalSampler.Draw(ref random);
        double least = bucket == 0 ? 0 : count * bounds[bucket - 1];
        double most = bucket == bounds.Count ? double.PositiveInfinity : count * bounds[bucket];
        return Math.Clamp(sum, least, most);
    }
}
