using System.Collections.Immutable;
using Coalmine.Rollouts.Plan;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Detectability;

/// <summary>What the checks of a policy can see in a world. Computed, not simulated: 0.02 for probabilities, one look and 5 % for times.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Scenario">The world.</param>
/// <param name="RequestsPerSecond">Requests of both arms while the plan runs, on average.</param>
/// <param name="Power">The power that was asked for.</param>
public sealed record PolicySight(Policy Policy, ScenarioFacts Scenario, double RequestsPerSecond, double Power)
{
    /// <summary>The planned end of each step, from the first step's beginning.</summary>
    public required ImmutableArray<TimeSpan> StepEnds { get; init; }

    /// <summary>The checks, in the policy's order.</summary>
    public required ImmutableArray<CheckSight> Checks { get; init; }
}
