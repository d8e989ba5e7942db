using Coalmine.Simulation.Models;
using Coalmine.Statistics.Functions;

namespace Coalmine.Simulation.Binned;

/// <summary>Scores over the buckets of their histogram.</summary>
/// <param name="Right">Scores of right answers.</param>
/// <param name="Wrong">Scores of wrong answers.</param>
internal sealed record ScoreLaw(BucketLaw Right, BucketLaw Wrong)
{
    /// <summary>Prepares the scores of a model; one without scores has them all in the last bucket, which nobody reads.</summary>
    public static ScoreLaw Of(ModelScores scores) => new(Of(scores.Right), Of(scores.Wrong));

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
