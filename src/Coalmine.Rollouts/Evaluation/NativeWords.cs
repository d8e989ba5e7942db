using System.Collections.Immutable;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>The words of our own controller: those of the catalogues.</summary>
/// <param name="policy">The policy that is carried out.</param>
public sealed class NativeWords(BoundPolicy policy) : RolloutWords
{
    /// <inheritdoc/>
    public override ImmutableArray<CheckName> Checks { get; } = [.. policy.Policy.Checks.Select(check => new CheckName(check.Name, check.Metric.Name))];

    /// <inheritdoc/>
    public override string Sentence(in CheckVerdict verdict) => VerdictMessages.Sentence(policy, verdict);

    /// <inheritdoc/>
    public override string Sentence(Decision decision) => DecisionMessages.Sentence(policy, decision);
}
