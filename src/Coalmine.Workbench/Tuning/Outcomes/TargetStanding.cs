using Coalmine.Workbench.Tuning.Goals;

namespace Coalmine.Workbench.Tuning.Outcomes;

/// <summary>How a policy stands to a target, on fresh seeds.</summary>
/// <param name="Target">The target.</param>
/// <param name="Value">What the policy does, in the target's unit, with its 95 % interval.</param>
/// <param name="Verdict">Whether the target is held.</param>
public sealed record TargetStanding(TuningTarget Target, MeasuredValue Value, TargetVerdict Verdict);
