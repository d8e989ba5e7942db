using Coalmine.Rollouts.Checks;

namespace Coalmine.Rollouts.Plan;

/// <summary>The error probabilities that a policy accepts; one-sided, over the whole rollout.</summary>
/// <param name="FalseRollback">Probability of rolling back a canary that is not worse than allowed; in (0, 1).</param>
/// <param name="Missed">Per check, probability of passing a canary that is at or beyond the margin; in (0, 1).</param>
public sealed record Risk(double FalseRollback, double Missed)
{
    /// <summary>How evidence of harm is weighed across checks that gather it.</summary>
    public EvidenceRule Across { get; init; } = EvidenceRule.Mean;
}
