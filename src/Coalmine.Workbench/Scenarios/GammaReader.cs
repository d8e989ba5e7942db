using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Models;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads <c>gamma: { mean: 50ms, variation: 0.5 }</c>.</summary>
internal sealed class GammaReader : MappingReader<LatencyDistribution>
{
    private const double LeastVariation = 0.001;

    private readonly Key<double> _mean;
    private readonly Key<double> _variation;

    public GammaReader()
        : base("gamma latency", "the gamma latency")
    {
        _mean = Required("mean", Units.Latency);
        _variation = Required("variation", Units.Variation);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out LatencyDistribution value)
    {
        value = new LatencyDistribution.Gamma(fields.Get(_mean), fields.Get(_variation));
        if (fields.Get(_variation) is not (> 0 and < LeastVariation))
            return true;

        said.Add(fields.PositionOf(_variation), ScenarioMessages.VariationTooSmall);
        return false;
    }
}
