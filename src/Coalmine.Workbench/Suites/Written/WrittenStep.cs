using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Workbench.Suites.Written;

/// <summary>One step of a rollout on written answers.</summary>
/// <param name="At">When.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Sentence">The controller's own sentence, with those of the checks that did not pass; empty where nothing was decided.</param>
/// <param name="Weight">The canary's weight after it.</param>
/// <param name="Outcome">How the rollout stands after it.</param>
public sealed record WrittenStep(Moment At, DecisionKind Decision, string Sentence, TrafficWeight Weight, RolloutOutcome Outcome);
