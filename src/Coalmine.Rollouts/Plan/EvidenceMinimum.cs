namespace Coalmine.Rollouts.Plan;

/// <summary>What must have been seen before a check may be answered, and before a step may be left.</summary>
/// <param name="Samples">Requests (or labels, or pairs: whatever the check counts) in each arm that the check reads; at least 0.</param>
/// <param name="Duration">Time since the step began; at least zero.</param>
public sealed record EvidenceMinimum(long Samples, TimeSpan Duration)
{
    /// <summary>Nothing is asked.</summary>
    public static EvidenceMinimum None { get; } = new(0, TimeSpan.Zero);
}
