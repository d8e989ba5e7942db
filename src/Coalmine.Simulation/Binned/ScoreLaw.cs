using Coalmine.Simulation.Models;
using Coalmine.Statistics.Functions;

namespace Coalmine.Simulation.Binned;

/// <summary>Scores over the buckets of their histogram.</summary>
/// <param name="Right">Scores of right answers.</param>
/// <param name="Wrong">Scores of wrong answers.</param>
internal sealed record ScoreLaw(BucketLaw Right, BucketLaw Wrong)
{
    /// <summary>Nobody tells scores.</summary>
    public static ScoreLaw None { get; } = Of(ModelScores.None);

    /// <summary>Prepares the scores of a model; one without scores has them all in the last bucket, which nobody reads.</summary>
    public static ScoreLaw Of(ModelScores scores) => scores.Sampled is var (right, wrong)
        ? new ScoreLaw(OfSamples([(right, 1)]), OfSamples([(wrong, 1)]))
        : new ScoreLaw(Of(scores.Right), Of(scores.Wrong));

    /// <summary>The law of scores that come from one of several samples, each with a weight that is not negative.</summary>
    public static BucketLaw OfSamples(IReadOnlyList<(ScoreSample Sample, double Weight)> samples)
    {
        int count = ModelScores.Bounds.Length + 1;
        (double[] shares, double[] first, double[] second) = (new double[count], new double[count], new double[count]);
        double all = samples.Sum(sample => sample.Weight);
        foreach ((ScoreSample sample, double weight) in samples)
            sample.AddTo(shares, first, second, all > 0 ? weight / all : 1.0 / samples.Count);
        return BucketLaw.Of(shares, first, second);
    }

    // x^k times a beta density is a multiple of the beta density with the first shape moved by k: E[X] = a / (a + b), E[X^2] = E[X] (a + 1) / (a + b + 1).
    private static BucketLaw Of(ScoreDistribution score)
    {
        int count = ModelScores.Bounds.Length;
        double[] probabilities = new double[count + 1];
        double[] first = new double[count + 1];
        double[] second = new double[count + 1];
        if (score.Mean == 0)
        {
            probabilities[count] = 1;
            return BucketLaw.Of(probabilities, first, second);
        }

        (double a, double b) = (score.Alpha, score.Beta);
        double square = score.Mean * (a + 1) / (a + b + 1);
        (double below, double firstBelow, double secondBelow) = (0, 0, 0);
        for (int bucket = 0; bucket < count; bucket++)
        {
            double bound = ModelScores.Bounds[bucket];
            (double belowNext, double firstNext, double secondNext) = bucket == count - 1
                ? (1, score.Mean, square)
                : (IncompleteBeta.Lower(bound, a, b), score.Mean * IncompleteBeta.Lower(bound, a + 1, b), square * IncompleteBeta.Lower(bound, a + 2, b));
            (probabilities[bucket], first[bucket], second[bucket]) = (Math.Max(0, belowNext - below), firstNext - firstBelow, secondNext - secondBelow);
            (below, firstBelow, secondBelow) = (belowNext, firstNext, secondNext);
        }

        return BucketLaw.Of(probabilities, first, second);
    }
}
