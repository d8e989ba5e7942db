using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Simulation.Models;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads a delay that is always the same: <c>2h</c>.</summary>
internal sealed class FixedDelayReader() : Reader<DelayDistribution>("delay", Units.DurationOrZero.Allowed)
{
    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions) => Units.DurationOrZero.Describe(definitions);

    /// <inheritdoc/>
    public override bool TryRead(Node node, DiagnosticList said, [MaybeNullWhen(false)] out DelayDistribution value)
    {
        bool done = Units.DurationOrZero.TryRead(node, said, out TimeSpan delay);
        value = new DelayDistribution.Fixed(delay.TotalSeconds);
        return done;
    }
}
