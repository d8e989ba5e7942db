using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Rollouts.Controllers;

/// <summary>
/// The words of controllers that judge single measurements against conditions (Argo Rollouts, Flagger, Kayenta): the value and what it means, and for decisions
/// the controller's own message.
/// </summary>
/// <param name="checks">The names of the checks.</param>
public sealed class MeasurementWords(ImmutableArray<CheckName> checks) : RolloutWords
{
    /// <inheritdoc/>
    public override ImmutableArray<CheckName> Checks { get; } = checks;

    /// <inheritdoc/>
    public override string Sentence(in CheckVerdict verdict)
    {
        string name = Checks[verdict.Check].Check;
        string outcome = verdict.Kind switch
        {
            VerdictKind.Pass => "a pass",
            VerdictKind.Fail => "a failure",
            _ => "inconclusive",
        };
        return verdict.Reason switch
        {
            VerdictReason.NoData => $"{name}: no data, which is {outcome} here",
            VerdictReason.QueryFailed => $"{name}: the measurement ended in an error, which is {outcome} here",
            VerdictReason.NeitherConditionHolds => $"{name}: {Value(verdict.Canary)}; neither its success nor its failure condition holds",
            _ => $"{name}: {Value(verdict.Canary)}, {outcome}",
        };
    }

    /// <inheritdoc/>
    public override string Sentence(Decision decision)
    {
        string word = decision.Kind switch
        {
            DecisionKind.None => "nothing to decide",
            DecisionKind.Hold => "hold",
            DecisionKind.Advance => "advance",
            DecisionKind.Pause => "pause",
            DecisionKind.Promote => "promote",
            DecisionKind.RollBack => "roll back",
            _ => throw new InvalidOperationException("Unreachable: the decisions are closed."),
        };
        return decision.Message is { Length: > 0 } message ? $"{word}: {message}" : word;
    }

    private static string Value(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
