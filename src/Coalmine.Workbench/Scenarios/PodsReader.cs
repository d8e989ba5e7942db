using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Topologies;

namespace Coalmine.Workbench.Scenarios;

/// <summary>
/// Reads <c>pods: { baseline: 9, canary: 1, effect: 0.3 }</c>, or <c>pods: { from: seldon.yaml }</c> for the numbers that a manifest says; what is written
/// beside <c>from</c> comes before it.
/// </summary>
internal sealed class PodsReader : MappingReader<PodLayout>
{
    /// <summary>The most pods that an arm may have.</summary>
    public const int Most = 1000;

    private readonly Key<ServingWorld> _from;
    private readonly Key<int> _baseline;
    private readonly Key<int> _canary;
    private readonly Key<double> _effect;

    public PodsReader()
        : base("pods", "the pods")
    {
        _from = Optional("from", new ServingFileReader());
        _baseline = Optional("baseline", Count);
        _canary = Optional("canary", Count);
        _effect = Optional("effect", Units.Variation, 0);
    }

    /// <summary>Pods of an arm.</summary>
    public static WholeNumberReader Count { get; } = new("number of pods", 1, Most);

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out PodLayout value)
    {
        value = null;
        ServingWorld? from = fields.Has(_from) ? fields.Get(_from) : null;
        if (!TryCount(_baseline, from?.Baseline, out int baseline) | !TryCount(_canary, from?.Canary, out int canary))
            return false;
        value = new PodLayout(baseline, canary, fields.Get(_effect));
        return true;

        bool TryCount(Key<int> key, int? asked, out int count)
        {
            count = fields.Has(key) ? fields.Get(key) : asked ?? 0;
            if (count == 0)
                said.Add(fields.PositionOf(_from), ScenarioMessages.PodsUnknown(key.Name, from is null ? "" : Path.GetFileName(from.File)));
            return count > 0;
        }
    }

    /// <inheritdoc/>
    protected override void Constrain(JsonObject schema, SchemaDefinitions definitions) => schema["anyOf"] = new JsonArray(
        new JsonObject { ["required"] = new JsonArray(_from.Name) },
        new JsonObject { ["required"] = new JsonArray(_baseline.Name, _canary.Name) });
}
