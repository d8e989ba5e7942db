using System.Collections.Immutable;
using Coalmine.Rollouts.Controllers.Argo.Passes;

namespace Coalmine.Rollouts.Controllers.Argo.Driving;

/// <summary>What is carried out for a run that the rollout creates: one analysis, or the analyses of an experiment.</summary>
/// <param name="Kind">Of what kind.</param>
/// <param name="StepIndex">The step that it belongs to; 0 for the background run.</param>
/// <param name="Members">The analyses.</param>
internal sealed record RunGroupPlan(RunKind Kind, int StepIndex, ImmutableArray<RunMemberPlan> Members)
{
    /// <summary>How long an experiment's pods run; null without an end of their own. Experiments only.</summary>
    public int? DurationSeconds { get; init; }
}
