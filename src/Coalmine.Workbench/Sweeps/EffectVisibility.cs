using System.Collections.Immutable;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Power;
using Coalmine.Statistics.Power.Schedules;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Traces;

namespace Coalmine.Workbench.Sweeps;

/// <summary>
/// Computes which rise of errors and of wrong answers evidence can show by when, under the weights that a rollout had: what no policy with these weights
/// can beat by much,
/// whatever its checks are.
/// </summary>
public static class EffectVisibility
{
    private const double Power = 0.8;
    private const int MostLooks = 240;
    private const int Times = 12;

    /// <summary>
    /// The curves of a world; none where the rollout gave the canary no traffic beside the baseline. An approximation (see <see cref="DetectionPower"/>).
    /// </summary>
    /// <param name="scenario">Gives traffic, rates and labels; its faults and its shape of traffic are left out.</param>
    /// <param name="trace">A rollout that went through, which gives weights.</param>
    public static ImmutableArray<VisibleEffects> Of(LoadedScenario scenario, RolloutTrace trace)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(trace);
        World world = scenario.World.World;
        ImmutableArray<(TimeSpan At, double Weight)> steps = [.. Steps(trace)];
        if (steps.IsEmpty)
            return [];
        List<VisibleEffects> all = [];
        if (world.Baseline.ErrorRate > 0)
            all.Add(Of(scenario, trace, steps, "errors", world.Baseline.ErrorRate, Check("errors")));
        if (world.Labels.Exist && world.Baseline.Accuracy is > 0.5 and < 1)
            all.Add(Of(scenario, trace, steps, "wrong answers", 1 - world.Baseline.Accuracy, Check("wrong answers") with
            {
                LabelShare = Math.Max(world.Labels.Share, 1e-6),
                Delay = world.Labels.Delay switch
                {
                    DelayDistribution.Fixed delay => new LabelDelay.Constant(delay.Seconds),
                    DelayDistribution.LogNormal delay => new LabelDelay.LogNormal(delay.Median, delay.P95),
                    _ => LabelDelay.None.Delay,
                },
            }));
        return [.. all];
    }

    private static ScheduledCheck Check(string name) =>
        new(name, new CheckRule.Evidence(EvidenceTarget.Ratio, 1) { HarmFromEqual = true, FalseRollback = 0.05 });

    // The weights beside a baseline: from the first request of the canary until it has all of them.
    private static IEnumerable<(TimeSpan At, double Weight)> Steps(RolloutTrace trace)
    {
        foreach (TraceEvent.WeightSet set in trace.Events.OfType<TraceEvent.WeightSet>())
        {
            if (set.Weight.Share >= 1)
                yield break;
            if (set.Weight.Share > 0)
                yield return (set.At.SinceStart, set.Weight.Share);
        }
    }

    private static VisibleEffects Of(
        LoadedScenario scenario, RolloutTrace trace, ImmutableArray<(TimeSpan At, double Weight)> steps, string events, double rate, ScheduledCheck check)
    {
        TimeSpan start = steps[0].At;
        TimeSpan end =
            trace.Events.OfType<TraceEvent.WeightSet>().FirstOrDefault(set => set.Weight.Share >= 1)?.At.SinceStart ?? trace.Result.EndedAt.SinceStart;
        ScheduleStage[] stages =
        [
            .. steps.Select((step, index) => new ScheduleStage((index + 1 < steps.Length ? steps[index + 1].At : end) - step.At, step.Weight))
                .Where(stage => stage.Duration > TimeSpan.Zero),
        ];
        TimeSpan look = TimeSpan.FromSeconds(Math.Max(15, Math.Ceiling((end - start).TotalSeconds / MostLooks)));
        RolloutSchedule schedule = RolloutSchedule.Of(scenario.World.World.Traffic.RequestsPerSecond, look, [.. stages], [check], PromotionRule.WithoutHarm);
        ImmutableArray<TimeSpan> times = [.. Enumerable.Range(1, Times).Select(part => schedule.Planned * ((double)part / Times))];
        return new VisibleEffects(
            scenario.Facts.Name,
            trace.Policy,
            events,
            rate,
            steps,
            [.. DetectionPower.Curve(schedule, check, rate, times, Power).Select(point => point with { At = point.At + start })]);
    }
}
