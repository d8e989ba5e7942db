using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Argo.Passes;

/// <summary>One pause condition.</summary>
/// <param name="Reason">Why the rollout is paused.</param>
/// <param name="Since">Since when, in whole seconds.</param>
internal readonly record struct PauseCondition(PauseReason Reason, Moment Since);
