using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Models;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Requests;

/// <summary>Scores of single answers: those of right and of wrong ones each by its own law, independent from answer to answer.</summary>
internal sealed class ScoreMeter(RequestWorld tables, PodMeters meters)
{
    private readonly ModelScores _baseline = tables.Scraped.World.Baseline.Scores;
    private readonly ModelScores _canary = tables.Scraped.World.Canary.Scores;
    private readonly double[] _bounds = [.. ModelScores.Bounds];

    /// <summary>A model gives an answer; it has a score where the model gives scores.</summary>
    /// <param name="request">The key of the request's own streams.</param>
    /// <param name="pod">The pod that answered.</param>
    /// <param name="isRight">Whether the answer is right.</param>
    public void Draw(StreamKey request, int pod, bool isRight)
    {
        ModelScores scores = pod < tables.Scraped.BaselinePods ? _baseline : _canary;
        if (!scores.Exist)
            return;
        ScoreDistribution law = isRight ? scores.Right : scores.Wrong;
        Xoshiro256 random = request.With(isRight ? Purpose.RightScores : Purpose.WrongScores).Open();
        double score = BetaSampler.Draw(ref random, law.Alpha, law.Beta);
        meters.Models.AddScore(pod, RequestWorld.BucketOf(score, _bounds), score);
    }
}
