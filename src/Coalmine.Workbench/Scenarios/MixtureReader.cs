using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Simulation.Models;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads <c>mixture: [ { share: 90%, latency: ... }, ... ]</c>, whose shares add up to 100 %.</summary>
/// <param name="part">Reads the latency of a part.</param>
internal sealed class MixtureReader(Reader<LatencyDistribution> part)
    : Reader<LatencyDistribution>("mixture", "a list of parts, each with `share` and `latency`")
{
    private const double Rounding = 1e-9;

    private readonly ListReader<MixturePart> _parts = new(new PartReader(part), allowsNone: false);

    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions) => _parts.Describe(definitions);

    /// <inheritdoc/>
    public override bool TryRead(Node node, DiagnosticList said, [MaybeNullWhen(false)] out LatencyDistribution value)
    {
        value = null;
        if (!_parts.TryRead(node, said, out ImmutableArray<Located<MixturePart>> parts))
            return false;

        double sum = parts.Sum(p => p.Value.Share);
        if (Math.Abs(sum - 1) > Rounding)
        {
            said.Add(node.Start, ScenarioMessages.SharesDoNotAddUp(sum));
            return false;
        }

        value = new LatencyDistribution.Mixture([.. parts.Select(p => p.Value)]);
        return true;
    }

    private sealed class PartReader : MappingReader<MixturePart>
    {
        private readonly Key<double> _share;
        private readonly Key<LatencyDistribution> _latency;

        public PartReader(Reader<LatencyDistribution> part)
            : base("part of a mixture", "the part of a mixture")
        {
            _share = Required("share", ScenarioUnits.ShareAboveZero);
            _latency = Required("latency", part);
        }

        protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out MixturePart value)
        {
            value = new MixturePart(fields.Get(_share), fields.Get(_latency));
            return true;
        }
    }
}
