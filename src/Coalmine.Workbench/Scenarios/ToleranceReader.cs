using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads <c>tolerance: { errors: 0.5pp, accuracy: 1pp, latency: 20%, conversion: 10% }</c>; what is left out keeps its usual value.</summary>
internal sealed class ToleranceReader : MappingReader<Tolerance>
{
    private readonly Key<double> _errors;
    private readonly Key<double> _accuracy;
    private readonly Key<double> _latency;
    private readonly Key<double> _conversion;

    public ToleranceReader()
        : base("tolerance", "the tolerance")
    {
        _errors = Optional("errors", Units.Points, Tolerance.Default.Errors);
        _accuracy = Optional("accuracy", Units.Points, Tolerance.Default.Accuracy);
        _latency = Optional("latency", ScenarioUnits.RelativeRise, Tolerance.Default.Latency);
        _conversion = Optional("conversion", ScenarioUnits.RelativeFall, Tolerance.Default.Conversion);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out Tolerance value)
    {
        value = new Tolerance(fields.Get(_errors), fields.Get(_accuracy), fields.Get(_latency), fields.Get(_conversion));
        return true;
    }
}
