using System.Collections.Immutable;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Following;

/// <summary>
/// The words of the following controller: those of our own one, but for the weight, which is the observed one and none of the plan. The decision bears its
/// sentence, since no plan knows the weight afterwards.
/// </summary>
/// <param name="policy">The policy.</param>
internal sealed class FollowingWords(BoundPolicy policy) : RolloutWords
{
    /// <inheritdoc/>
    public override ImmutableArray<CheckName> Checks { get; } = [.. policy.Policy.Checks.Select(check => new CheckName(check.Name, check.Metric.Name))];

    /// <inheritdoc/>
    public override string Sentence(in CheckVerdict verdict) => VerdictMessages.Sentence(policy, verdict);

    /// <inheritdoc/>
    public override string Sentence(Decision decision) => decision.Message ?? DecisionMessages.Sentence(policy, decision);

    /// <summary>The sentence of a decision at a weight, without a full stop.</summary>
    public string At(TrafficWeight weight, Decision decision)
    {
        string reason = DecisionMessages.Reason(policy, decision);
        return decision.Kind switch
        {
            DecisionKind.Hold => $"hold at {weight}: {reason}",
            DecisionKind.Pause => $"pause at {weight}: {reason}",
            DecisionKind.Advance => $"advance from {weight}: {reason}",
            DecisionKind.Promote => $"promote: {reason}",
            DecisionKind.RollBack => $"roll back: {reason}",
            _ => "nothing to decide",
        };
    }
}
