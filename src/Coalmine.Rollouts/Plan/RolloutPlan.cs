using System.Collections.Immutable;

namespace Coalmine.Rollouts.Plan;

/// <summary>The schedule of a rollout. Weights rise strictly from step to step; the last one need not be 100 %: promotion follows it.</summary>
public sealed record RolloutPlan
{
    /// <summary>How long the canary gets mirrored requests before its first own ones; zero for no shadow stage.</summary>
    public TimeSpan Shadow { get; init; }

    /// <summary>Time between two looks in the shadow stage; positive where there is one.</summary>
    public TimeSpan ShadowEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The steps in order; at least one.</summary>
    public required ImmutableArray<PlanStep> Steps { get; init; }

    /// <summary>The rollout ends after so long, whatever else holds: not promoted by then means rolled back.</summary>
    public required TimeSpan Maximum { get; init; }

    /// <summary>Hooks to call.</summary>
    public HookNames Hooks { get; init; } = HookNames.None;
}
