using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Workbench.Suites.Reading;

/// <summary>The keys of a suite file.</summary>
internal sealed class SuiteMappingReader : MappingReader<Suite>
{
    private static readonly Suite Absent = new() { File = "", Name = "" };

    private readonly Key<string> _about;
    private readonly Key<double> _falseAlarm;
    private readonly Key<double> _confidence;
    private readonly Key<int> _seed;
    private readonly Key<int> _replications;
    private readonly Key<ImmutableArray<Located<string>>> _scenarios;
    private readonly Key<ImmutableArray<Located<string>>> _policies;
    private readonly Key<ImmutableArray<Located<SuiteCase>>> _cases;
    private readonly Key<ImmutableArray<Located<Expectation>>> _expectations;

    public SuiteMappingReader()
        : base("suite", "the suite")
    {
        Required(FileKindReader.Key, FileKindReader.Only(FileKind.Suite));
        Optional("version", new VersionReader(), VersionReader.Current);
        _about = Optional("about", Units.Words, "");
        _falseAlarm = Optional("falseAlarm", SuiteUnits.FalseAlarm, Absent.FalseAlarm);
        _confidence = Optional("confidence", SuiteUnits.Confidence, Absent.Confidence);
        _seed = Optional("seed", SuiteUnits.Seed, (int)Absent.Seed);
        _replications = Optional("replications", SuiteUnits.Replications, Absent.Replications);
        _scenarios = Optional("scenarios", new ListReader<string>(SuiteUnits.Path, allowsNone: true), []);
        _policies = Optional("policies", new ListReader<string>(SuiteUnits.Path, allowsNone: true), []);
        _cases = Optional("cases", new ListReader<SuiteCase>(new CaseReader(), allowsNone: true), []);
        _expectations = Optional("expectations", new ListReader<Expectation>(new ExpectationReader(), allowsNone: true), []);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out Suite value)
    {
        value = Absent with
        {
            About = fields.Get(_about) ?? "",
            FalseAlarm = fields.Get(_falseAlarm),
            Confidence = fields.Get(_confidence),
            Seed = (ulong)fields.Get(_seed),
            Replications = fields.Get(_replications),
            Scenarios = fields.Get(_scenarios),
            Policies = fields.Get(_policies),
            Cases = fields.Get(_cases),
            Expectations = fields.Get(_expectations),
        };
        if (!value.Cases.IsEmpty || (!value.Expectations.IsEmpty && !value.Scenarios.IsEmpty && !value.Policies.IsEmpty))
            return true;
        said.Add(fields.Start, SuiteMessages.NothingToTest);
        return false;
    }

    /// <inheritdoc/>
    protected override void Constrain(JsonObject schema, SchemaDefinitions definitions) =>
        schema["anyOf"] = new JsonArray(NotEmpty(_cases), NotEmpty(_expectations, _scenarios, _policies));

    private static JsonObject NotEmpty(params MappingKey[] lists)
    {
        JsonObject needed = Fragments.Needs(lists);
        needed["properties"] = new JsonObject(lists.Select(list => KeyValuePair.Create<string, JsonNode?>(list.Name, new JsonObject { ["minItems"] = 1 })));
        return needed;
    }
}
