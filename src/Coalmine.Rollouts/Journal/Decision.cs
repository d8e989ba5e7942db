using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Journal;

/// <summary>A decision with its reason.</summary>
/// <param name="Kind">What was decided.</param>
/// <param name="Reason">Why.</param>
/// <param name="Step">The plan's step it was decided in; -1 before the first (shadow stage, pre-rollout hook).</param>
/// <param name="At">When.</param>
public readonly record struct Decision(DecisionKind Kind, DecisionReason Reason, int Step, Moment At)
{
    /// <summary>Index of the check that failed, the largest contributor where several did. Means something only when the reason is a failed check.</summary>
    public int Check { get; init; }

    /// <summary>The controller's own message; nothing where the catalogue of sentences says it all.</summary>
    public string? Message { get; init; }
}
