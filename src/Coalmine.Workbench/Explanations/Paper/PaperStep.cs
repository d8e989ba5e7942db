using System.Collections.Immutable;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Workbench.Explanations.Paper;

/// <summary>One step of a controller on paper.</summary>
/// <param name="At">When.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Doubts">The sentences of the checks that did not pass.</param>
/// <param name="Weight">The weight after it.</param>
/// <param name="Outcome">How the rollout stands after it.</param>
internal readonly record struct PaperStep(Moment At, Decision Decision, ImmutableArray<string> Doubts, TrafficWeight Weight, RolloutOutcome Outcome);
