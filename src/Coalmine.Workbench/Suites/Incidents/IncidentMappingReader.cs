using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Workbench.Suites.Incidents;

/// <summary>The keys of an incident's label.</summary>
internal sealed class IncidentMappingReader : MappingReader<Incident>
{
    private readonly Key<string> _about;
    private readonly Key<TruthKind> _truth;

    public IncidentMappingReader()
        : base("incident", "the incident")
    {
        Required(FileKindReader.Key, FileKindReader.Only(FileKind.Incident));
        Optional("version", new VersionReader(), VersionReader.Current);
        _about = Optional("about", Units.Words, "");

        // Of an indifferent canary either end is right, so that nothing could be held against a policy.
        _truth = Required("truth", new ChoiceReader<TruthKind>(
            "truth", [.. ((TruthKind[])[TruthKind.Healthy, TruthKind.Regressed]).Select(kind => (ScenarioWords.Of(kind), kind))]));
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out Incident value)
    {
        value = new Incident("", fields.Get(_about) ?? "", fields.Get(_truth));
        return true;
    }
}
