using Coalmine.Rollouts.Checks;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Functions;

namespace Coalmine.Simulation.Truth;

/// <summary>The arms' whole distributions by the laws of a world, over its telemetry's bins: latencies, scores, and the classes that answers name.</summary>
internal sealed class DistributionLaws(World world, ArmTimeline baseline, ArmTimeline canary)
{
    /// <summary>How far the arms lie apart in the measure of a check; 0 where the world has no such distribution.</summary>
    public double Apart(Check check, in MomentaryBehaviour canaryNow, in MomentaryBehaviour baselineNow)
    {
        double[] first = BinsOf(check.Metric, canary, canaryNow);
        double[] second = BinsOf(check.Metric, baseline, baselineNow);
        return first.Length > 0 && first.Length == second.Length ? DistributionDistance.Of(check, first, second) : 0;
    }

    private double[] BinsOf(Metric metric, ArmTimeline arm, in MomentaryBehaviour now) => metric switch
    {
        Metric.LatencyDistribution => Latencies(arm.Latency, now),
        Metric.ScoreDistribution => now.Scores.Exist ? Scores(now.Scores, now.Accuracy) : [],
        _ => Said(now),
    };

    private double[] Latencies(LatencyLaw law, in MomentaryBehaviour now)
    {
        double[] within = new double[world.Telemetry.LatencyBounds.Length];
        for (int bound = 0; bound < within.Length; bound++)
            within[bound] = 1 - law.Above(world.Telemetry.LatencyBounds[bound], now);
        return DistributionDistance.Bins(within);
    }

    // A mixture: the scores of right answers and of wrong ones each have a law.
    private static double[] Scores(ModelScores scores, double accuracy) => DistributionDistance.Bins(scores.Sampled is var (right, wrong)
        ? [.. ModelScores.Bounds.Select(bound => accuracy * right.Within(bound) + (1 - accuracy) * wrong.Within(bound))]
        : [.. ModelScores.Bounds.Select(bound => accuracy * Within(scores.Right, bound) + (1 - accuracy) * Within(scores.Wrong, bound))]);

    private static double Within(ScoreDistribution score, double bound) => bound >= 1 ? 1 : IncompleteBeta.Lower(bound, score.Alpha, score.Beta);

    private static double[] Said(in MomentaryBehaviour now)
    {
        double[] shares = new double[now.Classes.Names.Length];
        for (int pair = 0; pair < shares.Length * shares.Length; pair++)
            shares[pair % shares.Length] += now.Classes.Probability(pair / shares.Length, pair % shares.Length, now.Accuracy);
        return shares;
    }
}
