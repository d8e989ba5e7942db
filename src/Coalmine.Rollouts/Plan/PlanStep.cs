namespace Coalmine.Rollouts.Plan;

/// <summary>One part of the schedule: a weight, and what it takes to leave it.</summary>
/// <param name="Weight">The canary's share of traffic in this step.</param>
/// <param name="Every">Time between two looks; positive.</param>
/// <param name="Passes">Looks in a row that must not fail (and, where a pass is needed, must pass) before the step is left; at least 1.</param>
/// <param name="Bake">The step lasts at least so long.</param>
/// <param name="Minimum">Evidence that must have been gathered in this step.</param>
/// <param name="Pause">Whether an operator must release the step.</param>
public sealed record PlanStep(TrafficWeight Weight, TimeSpan Every, int Passes, TimeSpan Bake, EvidenceMinimum Minimum, StepPause Pause);
