using Coalmine.Simulation.Models;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Requests;

/// <summary>
/// The joint law of what is counted of one request, for a behaviour that stands still: latency bucket, error, wrong answer; independent of each other, drawn
/// from one word.
/// </summary>
internal sealed class CategoryLaw
{
    private readonly AliasTable _table;

    /// <summary>Prepares the law of an arm.</summary>
    public CategoryLaw(LatencyLaw latency, in MomentaryBehaviour behaviour, double[] bounds)
    {
        double[] weights = new double[4 * (bounds.Length + 1)];
        double above = 1;
        for (int bucket = 0; bucket <= bounds.Length; bucket++)
        {
            double aboveNext = bucket < bounds.Length ? latency.Above(bounds[bucket], behaviour) : 0;
            double inside = Math.Max(0, above - aboveNext);
            above = aboveNext;
            weights[Of(bucket, false, false)] = inside * (1 - behaviour.ErrorRate) * behaviour.Accuracy;
            weights[Of(bucket, false, true)] = inside * (1 - behaviour.ErrorRate) * (1 - behaviour.Accuracy);
            weights[Of(bucket, true, false)] = inside * behaviour.ErrorRate * behaviour.Accuracy;
            weights[Of(bucket, true, true)] = inside * behaviour.ErrorRate * (1 - behaviour.Accuracy);
        }

        _table = new AliasTable(weights, weights.Sum());
    }

    /// <summary>Draws a category.</summary>
    public int Draw(ref Xoshiro256 random) => _table.Draw(ref random);

    /// <summary>The category of a bucket, an error or none, a wrong answer or a right one.</summary>
    public static int Of(int bucket, bool isError, bool isWrong) => 4 * bucket + (isError ? 2 : 0) + (isWrong ? 1 : 0);

    /// <summary>The latency bucket of a category.</summary>
    public static int BucketOf(int category) => category >> 2;

    /// <summary>Whether it is an error.</summary>
    public static bool IsError(int category) => (category & 2) != 0;

    /// <summary>Whether the answer is wrong.</summary>
    public static bool IsWrong(int category) => (category & 1) != 0;
}
