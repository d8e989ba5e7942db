using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Workbench.Suites.Written;

namespace Coalmine.Workbench.Suites.Reading;

/// <summary>Reads an entry of <c>cases:</c>.</summary>
internal sealed class CaseReader : MappingReader<SuiteCase>
{
    private readonly Key<string> _name;
    private readonly Key<ImmutableArray<Located<string>>> _scenarios;
    private readonly Key<ImmutableArray<Located<string>>> _policies;
    private readonly Key<int> _seed;
    private readonly Key<int> _replications;
    private readonly Key<ImmutableArray<Located<Expectation>>> _expectations;
    private readonly Key<WrittenEvidence> _given;
    private readonly Key<string> _incident;
    private readonly Key<ImmutableArray<Located<ExpectedMoment>>> _expect;

    public CaseReader()
        : base("case", "the case")
    {
        _name = Optional("name", Units.Words, "");
        _scenarios = Optional("scenarios", new ListReader<string>(SuiteUnits.Listed, allowsNone: true), []);
        _policies = Optional("policies", new ListReader<string>(SuiteUnits.Listed, allowsNone: true), []);
        _seed = Optional("seed", SuiteUnits.Seed);
        _replications = Optional("replications", SuiteUnits.Replications);
        _expectations = Optional("expectations", new ListReader<Expectation>(new ExpectationReader(), allowsNone: true), []);
        _given = Optional("given", new GivenReader());
        _incident = Optional("incident", SuiteUnits.Incident);
        _expect = Optional("expect", new ListReader<ExpectedMoment>(new ExpectedMomentReader(), allowsNone: false));
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out SuiteCase value)
    {
        value = new SuiteCase
        {
            Name = fields.Get(_name) ?? "",
            Scenarios = fields.Get(_scenarios),
            Policies = fields.Get(_policies),
            Seed = fields.Has(_seed) ? (ulong)fields.Get(_seed) : null,
            Replications = fields.Has(_replications) ? fields.Get(_replications) : null,
            Expectations = fields.Get(_expectations),
            Given = fields.Has(_given) ? fields.Get(_given) : null,
            Incident = fields.Has(_incident) ? new Located<string>(fields.Get(_incident)!, fields.PositionOf(_incident)) : null,
            Expected = fields.Has(_expect) ? fields.Get(_expect) : [],
        };
        return value switch
        {
            { Given: not null } => IsWritten(value, fields, said),
            { Incident: not null } => IsOfIncident(value, fields, said),
            _ => IsSimulated(fields, said),
        };
    }

    /// <inheritdoc/>
    protected override void Constrain(JsonObject schema, SchemaDefinitions definitions)
    {
        schema["dependentRequired"] = new JsonObject
        {
            [_given.Name] = new JsonArray(_expect.Name, _policies.Name),
        };
        JsonObject written = new() { [_policies.Name] = new JsonObject { ["minItems"] = 1, ["maxItems"] = 1 } };
        foreach (MappingKey simulated in new MappingKey[] { _scenarios, _seed, _replications })
            written[simulated.Name] = false;
        written[_expectations.Name] = new JsonObject { ["maxItems"] = 0 };
        JsonObject recorded = new() { [_given.Name] = false, [_expectations.Name] = new JsonObject { ["maxItems"] = 0 } };
        foreach (MappingKey simulated in new MappingKey[] { _scenarios, _seed, _replications })
            recorded[simulated.Name] = false;
        schema["dependentSchemas"] = new JsonObject
        {
            [_given.Name] = new JsonObject { ["properties"] = written },
            [_incident.Name] = new JsonObject { ["properties"] = recorded },
            [_expect.Name] = new JsonObject { ["anyOf"] = Fragments.AtLeastOneOf(_given, _incident) },
        };
    }

    private bool IsSimulated(Fields fields, DiagnosticList said)
    {
        if (!fields.Has(_expect))
            return true;
        said.Add(fields.PositionOf(_expect), SuiteMessages.ExpectWithoutGiven);
        return false;
    }

    private bool IsWritten(SuiteCase read, Fields fields, DiagnosticList said)
    {
        if (fields.Has(_incident))
            return Refuse(said, fields.PositionOf(_incident), SuiteMessages.GivenAndIncident);
        if (!fields.Has(_expect))
            return Refuse(said, fields.PositionOf(_given), SuiteMessages.GivenWithoutExpect);
        if (!read.Expectations.IsEmpty)
            return Refuse(said, fields.PositionOf(_expectations), SuiteMessages.GivenAndExpectations);
        foreach (MappingKey simulated in new MappingKey[] { _scenarios, _seed, _replications })
            if (fields.Has(simulated))
                return Refuse(said, fields.PositionOf(simulated), SuiteMessages.Several(simulated.Name));
        if (read.Policies.Length != 1)
            return Refuse(said, fields.PositionOf(_policies), SuiteMessages.GivenNeedsOnePolicy);
        return IsInOrder(read, said);
    }

    private bool IsOfIncident(SuiteCase read, Fields fields, DiagnosticList said)
    {
        if (!read.Expectations.IsEmpty)
            return Refuse(said, fields.PositionOf(_expectations), SuiteMessages.NotOfIncidents(_expectations.Name));
        foreach (MappingKey simulated in new MappingKey[] { _scenarios, _seed, _replications })
            if (fields.Has(simulated))
                return Refuse(said, fields.PositionOf(simulated), SuiteMessages.NotOfIncidents(simulated.Name));
        return IsInOrder(read, said);
    }

    private static bool IsInOrder(SuiteCase read, DiagnosticList said)
    {
        for (int i = 1; i < read.Expected.Length; i++)
            if (read.Expected[i].Value.At < read.Expected[i - 1].Value.At)
                return Refuse(said, read.Expected[i].Position, SuiteMessages.MomentsFall(DurationReader.Show(read.Expected[i].Value.At)));
        return true;
    }

    private static bool Refuse(DiagnosticList said, TextPosition position, Message message)
    {
        said.Add(position, message);
        return false;
    }
}
