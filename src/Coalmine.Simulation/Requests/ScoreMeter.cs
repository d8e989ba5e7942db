using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Models;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Requests;

/// <summary>Scores of single answers: those of right and of wrong ones each by its own law, independent from answer to answer.</summary>
internal sealed class ScoreMeter(PodMeters meters)
{
    private readonly double[] _bounds = [.. ModelScores.Bounds];

    /// <summary>A model gives an answer; it has a score where the model gives scores.</summary>
    /// <param name="request">The key of the request's own streams.</param>
    /// <param name="pod">The pod that answered.</param>
    /// <param name="scores">The scores that its model gives at the moment.</param>
    /// <param name="isRight">Whether the answer is right.</param>
    public void Draw(StreamKey request, int pod, ModelScores scores, bool isRight)
    {
        if (!scores.Exist)
            return;
        Xoshiro256 random = request.With(isRight ? Purpose.RightScores : Purpose.WrongScores).Open();
        ScoreDistribution law = isRight ? scores.Right : scores.Wrong;
        double score = scores.Sampled is var (right, wrong)
            ? (isRight ? right : wrong).Draw(ref random)
            : BetaSampler.Draw(ref random, law.Alpha, law.Beta);
        meters.Models.AddScore(pod, RequestWorld.BucketOf(score, _bounds), score);
    }
}
