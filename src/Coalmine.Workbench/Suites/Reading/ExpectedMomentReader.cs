using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Rollouts.Journal;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Suites.Written;

namespace Coalmine.Workbench.Suites.Reading;

/// <summary>Reads an entry of <c>expect:</c>.</summary>
internal sealed class ExpectedMomentReader : MappingReader<ExpectedMoment>
{
    private static readonly DecisionKind[] Decisions =
        [DecisionKind.Hold, DecisionKind.Advance, DecisionKind.Pause, DecisionKind.Promote, DecisionKind.RollBack];

    private readonly Key<TimeSpan> _at;
    private readonly Key<TimeSpan> _within;
    private readonly Key<DecisionKind> _decision;
    private readonly Key<string> _because;
    private readonly Key<RolloutOutcome> _outcome;
    private readonly Key<double> _weight;

    public ExpectedMomentReader()
        : base("expected moment", "the expected moment")
    {
        _at = Required("at", Units.DurationOrZero);
        _within = Optional("within", Units.DurationOrZero, TimeSpan.Zero);
        _decision = Optional("decision", new ChoiceReader<DecisionKind>("decision", [.. Decisions.Select(kind => (FileWords.Of(kind), kind))]));
        _because = Optional("because", new WordsReader("reason", "words that the decision's sentence must hold, such as the name of a check"));
        _outcome = Optional("outcome", new ChoiceReader<RolloutOutcome>(
            "outcome", [.. Enum.GetValues<RolloutOutcome>().Select(outcome => (FileWords.Of(outcome), outcome))]));
        _weight = Optional("weight", Units.Share);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out ExpectedMoment value)
    {
        value = new ExpectedMoment
        {
            At = fields.Get(_at),
            Within = fields.Get(_within),
            Decision = fields.Has(_decision) ? fields.Get(_decision) : null,
            Because = fields.Has(_because) ? fields.Get(_because)! : "",
            Outcome = fields.Has(_outcome) ? fields.Get(_outcome) : null,
            Weight = fields.Has(_weight) ? fields.Get(_weight) : null,
        };
        if (value.Because.Length > 0 && value.Decision is null)
            said.Add(fields.PositionOf(_because), SuiteMessages.BecauseOfNothing);
        else if (value is { Decision: null, Outcome: null, Weight: null })
            said.Add(fields.Start, SuiteMessages.NothingExpectedAt);
        else
            return true;
        return false;
    }

    /// <inheritdoc/>
    protected override void Constrain(JsonObject schema, SchemaDefinitions definitions)
    {
        schema["anyOf"] = Fragments.AtLeastOneOf(_decision, _outcome, _weight);
        schema["dependentRequired"] = new JsonObject { [_because.Name] = new JsonArray(_decision.Name) };
    }
}
