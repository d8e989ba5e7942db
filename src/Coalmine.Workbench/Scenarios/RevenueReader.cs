using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Models;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads the revenue of a conversion: <c>{ mean: 5, variation: 0.5 }</c>.</summary>
internal sealed class RevenueReader : MappingReader<RevenueDistribution>
{
    private readonly Key<double> _mean;
    private readonly Key<double> _variation;

    public RevenueReader()
        : base("revenue", "the revenue of a conversion")
    {
        _mean = Required("mean", Units.PositiveAmount);
        _variation = Optional("variation", Units.Variation, 0);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out RevenueDistribution value)
    {
        value = new RevenueDistribution(fields.Get(_mean), fields.Get(_variation));
        return true;
    }
}
