using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>A law over histogram buckets, with what a sum over the values needs to know of each bucket.</summary>
internal sealed class BucketLaw
{
    private BucketLaw(ConditionalProbabilities all, double[] below, double[] means, double[] deviations)
    {
        All = all;
        Below = below;
        Means = means;
        Deviations = deviations;
    }

    /// <summary>The probabilities of the buckets, for placing single values.</summary>
    public ConditionalProbabilities All { get; }

    /// <summary>For each boundary the probability of its lower half (see <see cref="SplitTree.Probabilities"/>).</summary>
    public double[] Below { get; }

    /// <summary>Mean of the values in each bucket.</summary>
    public double[] Means { get; }

    /// <summary>Standard deviation of the values in each bucket.</summary>
    public double[] Deviations { get; }

    /// <summary>Makes a law from each bucket's probability and its first and second moment (not divided by the probability).</summary>
    public static BucketLaw Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double[] means = new double[probabilities.Length];
        double[] deviations = new double[probabilities.Length];
        for (int i = 0; i < means.Length; i++)
            if (probabilities[i] > 0)
            {
                means[i] = first[i] / probabilities[i];
                deviations[i] = Math.Sqrt(Math.Max(0, second[i] / probabilities[i] - means[i] * means[i]));
            }

        return new BucketLaw(ConditionalProbabilities.Of(probabilities), SplitTree.Probabilities(probabilities), means, deviations);
    }
}
