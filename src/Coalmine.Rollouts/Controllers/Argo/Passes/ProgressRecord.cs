using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Argo.Passes;

/// <summary>When a rollout last made progress, and what it had then.</summary>
/// <param name="Since">When the clock of the progress deadline last started; whole seconds.</param>
/// <param name="Updated">Canary pods that existed.</param>
/// <param name="Available">Pods that were available in all.</param>
/// <param name="Outdated">Old pods that existed.</param>
/// <param name="StepIndex">Index of the step.</param>
internal readonly record struct ProgressRecord(Moment Since, int Updated, int Available, int Outdated, int StepIndex)
{
    /// <summary>Whether this one is ahead of an earlier one.</summary>
    public bool IsAheadOf(in ProgressRecord earlier) =>
        Updated > earlier.Updated || Available > earlier.Available || Outdated < earlier.Outdated || StepIndex != earlier.StepIndex;
}
