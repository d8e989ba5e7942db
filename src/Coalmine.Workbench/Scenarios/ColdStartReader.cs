using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Faults;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads <c>coldStart: { factor: 3, lasts: 2m }</c>. It has no onset: it begins with each pod.</summary>
internal sealed class ColdStartReader : MappingReader<Fault>
{
    private readonly Key<double> _factor;
    private readonly Key<TimeSpan> _lasts;
    private readonly Key<FaultTarget>? _on;
    private readonly FaultTarget _arm;

    public ColdStartReader(FaultTarget? arm)
        : base("coldStart", "coldStart")
    {
        DefinitionName = arm is null ? "coldStart with target" : "coldStart";
        _factor = Required("factor", Units.Factor);
        _lasts = Required("lasts", Units.Duration);
        _on = arm is null ? Required("on", FaultReader.Target) : null;
        _arm = arm ?? FaultTarget.Both;
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out Fault value)
    {
        value = new ColdStart(fields.Get(_factor), fields.Get(_lasts), _on is null ? _arm : fields.Get(_on));
        return true;
    }
}
