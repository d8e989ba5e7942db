using System.Collections.Immutable;
using Coalmine.Rollouts.Plan;
using Coalmine.Statistics.Power.Schedules;

namespace Coalmine.Workbench.Detectability;

/// <summary>A plan's steps as stages of a schedule, where nothing holds them. The shadow stage is before its beginning.</summary>
/// <param name="plan">The plan.</param>
internal sealed class PlanStages(RolloutPlan plan)
{
    /// <summary>Time between two looks; the shortest of the steps'.</summary>
    public TimeSpan LookEvery { get; } = plan.Steps.Min(step => step.Every);

    /// <summary>All stages.</summary>
    public ImmutableArray<ScheduleStage> All { get; } = [.. plan.Steps.Select(step => new ScheduleStage(Planned(step), step.Weight.Share))];

    /// <summary>The planned end of each step.</summary>
    public ImmutableArray<TimeSpan> Ends => [.. All.Select((_, index) => All.Take(index + 1).Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Duration))];

    /// <summary>The stages in which a check is asked: comparisons need a baseline that serves, and none is asked without traffic.</summary>
    public ImmutableArray<ScheduleStage> Asked(bool isRelative) =>
        [.. All.TakeWhile(stage => !isRelative || stage.Weight < 1).Where(stage => stage.Weight > 0)];

    /// <summary>How long a step lasts when nothing holds it: whole looks.</summary>
    public static TimeSpan Planned(PlanStep step)
    {
        TimeSpan longest = step.Bake > step.Minimum.Duration ? step.Bake : step.Minimum.Duration;
        return step.Every * Math.Max(step.Passes, Math.Ceiling(longest / step.Every));
    }
}
