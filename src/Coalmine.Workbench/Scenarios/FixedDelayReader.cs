using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Models;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads a delay that is always the same: <c>2h</c>.</summary>
internal sealed class FixedDelayReader() : Reader<DelayDistribution>("delay", Units.DurationOrZero.Allowed)
{
    /// <inheritdoc/>
    public override bool TryRead(Node node, DiagnosticList said, [MaybeNullWhen(false)] out DelayDistribution value)
    {
        bool done = Units.DurationOrZero.TryRead(node, said, out TimeSpan delay);
        value = new DelayDistribution.Fixed(delay.TotalSeconds);
        return done;
    }
}
