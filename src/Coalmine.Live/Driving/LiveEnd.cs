using Coalmine.Rollouts.Journal;

namespace Coalmine.Live.Driving;

/// <summary>How the driving of a rollout ended.</summary>
/// <param name="Kind">Why it ended.</param>
/// <param name="Outcome">How the rollout stands.</param>
/// <param name="Text">In words: what was decided, and what stands at the target.</param>
public sealed record LiveEnd(LiveEndKind Kind, RolloutOutcome Outcome, string Text);
