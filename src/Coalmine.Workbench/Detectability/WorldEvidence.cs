using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Truth;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Power;

namespace Coalmine.Workbench.Detectability;

/// <summary>What a world brings in evidence about a share: rates of bad events on both arms, their onset, labels.</summary>
/// <param name="world">The world.</param>
internal sealed class WorldEvidence(World world)
{
    private const int Moments = 240;
    private const double Least = 1e-7;
    private readonly ArmShares _shares = new(world);

    /// <summary>What shares and rates come from.</summary>
    public ArmShares Shares => _shares;

    /// <summary>The part of requests whose outcome becomes known for a metric.</summary>
    public double LabelShare(Metric metric) => metric is not Metric.Accuracy ? 1
        : (world.Labels.Share * world.Baseline.Accuracy) + (world.Labels.WrongShare * (1 - world.Baseline.Accuracy));

    /// <summary>When it becomes known.</summary>
    public LabelDelay Delay(Metric metric) => metric is not Metric.Accuracy ? LabelDelay.None.Delay : world.Labels.Delay switch
    {
        DelayDistribution.Fixed { Seconds: > 0 } constant => new LabelDelay.Constant(constant.Seconds),
        DelayDistribution.LogNormal law => new LabelDelay.LogNormal(law.Median, law.P95),
        _ => LabelDelay.None.Delay,
    };

    /// <summary>The share of bad events of an arm at a moment, kept within (0, 1) where it is no more than a rounding away.</summary>
    public double Bad(Metric metric, ShareQuestion question, Arm arm, Moment at)
    {
        double events = _shares.Of(metric, arm, arm == Arm.Canary ? question.CanaryBound : question.BaselineBound, at);
        return Math.Clamp(question.EventsAreGood ? 1 - events : events, Least, 1 - Least);
    }

    /// <summary>The worst that a check meets between two moments, and since when: its half of the way there is the onset.</summary>
    public (double Baseline, double Canary, TimeSpan Onset) Worst(Metric metric, ShareQuestion question, TimeSpan from, TimeSpan to)
    {
        bool isLimit = question.Kind == ShareQuestionKind.Limit;
        Moment[] moments = [.. Enumerable.Range(0, Moments + 1).Select(point => Moment.After(from + ((to - from) * ((double)point / Moments))))];
        double[] canary = [.. moments.Select(at => Bad(metric, question, Arm.Canary, at))];
        double[] baseline = [.. moments.Select((at, index) => isLimit ? canary[0] : Bad(metric, question, Arm.Baseline, at))];
        double[] size = [.. canary.Zip(baseline, (bad, usual) => bad - usual)];
        int worst = Array.IndexOf(size, size.Max());
        if (size[worst] <= size[0] + 1e-9)
            return isLimit ? (Bad(metric, question, Arm.Baseline, moments[0]), canary[0], TimeSpan.Zero) : (baseline[0], canary[0], TimeSpan.Zero);
        int onset = Array.FindIndex(size, each => each >= 0.5 * (size[0] + size[worst]));
        return (baseline[worst], canary[worst], moments[onset].SinceStart - from);
    }
}
