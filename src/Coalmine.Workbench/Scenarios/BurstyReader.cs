using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads <c>bursty: { factor: 5, calmFor: 10m, busyFor: 2m }</c>.</summary>
internal sealed class BurstyReader : MappingReader<RateShape>
{
    private readonly Key<double> _factor;
    private readonly Key<TimeSpan> _calmFor;
    private readonly Key<TimeSpan> _busyFor;

    public BurstyReader()
        : base("bursty", "bursty traffic")
    {
        _factor = Required("factor", ScenarioUnits.BusyFactor);
        _calmFor = Required("calmFor", Units.Duration);
        _busyFor = Required("busyFor", Units.Duration);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out RateShape value)
    {
        value = new RateShape.Bursty(fields.Get(_factor), fields.Get(_calmFor), fields.Get(_busyFor));
        return true;
    }
}
