using Coalmine.Rollouts.Checks;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Functions;

namespace Coalmine.Simulation.Truth;

/// <summary>
/// How far the arms' whole distributions lie apart by the laws of a world, and how far a tolerated change would move the baseline's from itself. Latencies and
/// scores: the largest difference of the distribution functions at a bucket bound (latencies: where more of the baseline's lies within it). Classes: half the
/// sum of the differences of their shares of the answers.
/// </summary>
internal sealed class DistributionDistances(World world, ArmTimeline baseline, ArmTimeline canary)
{
    // Shares of right and of wrong answers whose score lies within each bound.
    private readonly (double Right, double Wrong)[] _baselineScores = Within(world.Baseline.Scores);
    private readonly (double Right, double Wrong)[] _canaryScores = Within(world.Canary.Scores);

    /// <summary>The distance at a moment; 0 where the world has no such distribution.</summary>
    public double Of(Metric metric, in MomentaryBehaviour canaryNow, in MomentaryBehaviour baselineNow) => metric switch
    {
        Metric.LatencyDistribution => Slower(canary.Latency, canaryNow, baselineNow),
        Metric.ScoreDistribution => ScoresApart(_canaryScores, canaryNow.Accuracy, _baselineScores, baselineNow.Accuracy),
        _ => ClassesApart(canaryNow, baselineNow),
    };

    /// <summary>
    /// The distance that a tolerated change of the fault-free baseline makes: latencies all longer by the tolerance; so many answers more wrong, which also
    /// bounds how many can name another class.
    /// </summary>
    public double ToleranceOf(Metric metric)
    {
        MomentaryBehaviour usual = baseline.FaultFree;
        return metric switch
        {
            Metric.LatencyDistribution =>
                Slower(baseline.Latency, usual with { LatencyFactor = usual.LatencyFactor * (1 + world.Tolerance.Latency) }, usual),
            Metric.ScoreDistribution => ScoresApart(_baselineScores, usual.Accuracy - world.Tolerance.Accuracy, _baselineScores, usual.Accuracy),
            _ => world.Tolerance.Accuracy,
        };
    }

    private double Slower(LatencyLaw law, in MomentaryBehaviour behaviour, in MomentaryBehaviour baselineNow)
    {
        double largest = 0;
        foreach (double bound in world.Telemetry.LatencyBounds)
            largest = Math.Max(largest, law.Above(bound, behaviour) - baseline.Latency.Above(bound, baselineNow));
        return largest;
    }

    private static double ScoresApart((double Right, double Wrong)[] first, double accuracy, (double Right, double Wrong)[] second, double otherAccuracy)
    {
        double largest = 0;
        for (int bound = 0; bound < first.Length && bound < second.Length; bound++)
            largest = Math.Max(largest, Math.Abs(Mixed(first[bound], accuracy) - Mixed(second[bound], otherAccuracy)));
        return largest;
    }

    private static double ClassesApart(in MomentaryBehaviour canaryNow, in MomentaryBehaviour baselineNow)
    {
        double apart = 0;
        for (int said = 0; said < canaryNow.Classes.Names.Length; said++)
            apart += Math.Abs(ShareOf(canaryNow, said) - ShareOf(baselineNow, said));
        return apart / 2;
    }

    private static double ShareOf(in MomentaryBehaviour behaviour, int said)
    {
        double share = 0;
        for (int truth = 0; truth < behaviour.Classes.Names.Length; truth++)
            share += behaviour.Classes.Probability(truth, said, behaviour.Accuracy);
        return share;
    }

    private static double Mixed((double Right, double Wrong) within, double accuracy) => accuracy * within.Right + (1 - accuracy) * within.Wrong;

    private static (double Right, double Wrong)[] Within(ModelScores scores) =>
        scores.Exist ? [.. ModelScores.Bounds.Select(bound => (Within(scores.Right, bound), Within(scores.Wrong, bound)))] : [];

    private static double Within(ScoreDistribution score, double bound) => bound >= 1 ? 1 : IncompleteBeta.Lower(bound, score.Alpha, score.Beta);
}
