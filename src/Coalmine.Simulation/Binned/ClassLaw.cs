using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>Which classes answers belong to and name, given that they are right or wrong. Pairs are numbered truth x classes + said.</summary>
/// <param name="Right">Pairs of right answers: truth and said are the same.</param>
/// <param name="Wrong">Pairs of wrong answers: they differ.</param>
internal sealed record ClassLaw(ConditionalProbabilities Right, ConditionalProbabilities Wrong)
{
    /// <summary>Nobody tells classes.</summary>
    public static ClassLaw None { get; } = new(ConditionalProbabilities.Of([1]), ConditionalProbabilities.Of([1]));

    /// <summary>Makes a law of the probabilities of all pairs.</summary>
    public static ClassLaw Of(ReadOnlySpan<double> pairs, int classes)
    {
        if (classes == 0)
            return None;
        double[] right = new double[pairs.Length];
        double[] wrong = new double[pairs.Length];
        for (int pair = 0; pair < pairs.Length; pair++)
            (pair / classes == pair % classes ? right : wrong)[pair] = Math.Max(0, pairs[pair]);
        return new ClassLaw(Normalised(right), Normalised(wrong));
    }

    // Where nothing can be right, or wrong, no such answer is ever drawn; any law does.
    private static ConditionalProbabilities Normalised(double[] weights)
    {
        if (weights.Sum() == 0)
            weights[0] = 1;
        return ConditionalProbabilities.Of(weights);
    }
}
