using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Faults;

namespace Coalmine.Workbench.Scenarios;

/// <summary>
/// Reads <c>covariateDrift: { baseline: 3pp, canary: 5pp, onset: 2h, ramp: 1h }</c>: what each model loses of its accuracy when the inputs move. It stands at
/// the top of a scenario only, for inputs move for both.
/// </summary>
internal sealed class CovariateDriftReader : TimedFaultReader
{
    private readonly Key<double> _baseline;
    private readonly Key<double> _canary;

    public CovariateDriftReader()
        : base("covariateDrift")
    {
        _baseline = Required("baseline", ScenarioUnits.Loss);
        _canary = Required("canary", ScenarioUnits.Loss);
    }

    /// <inheritdoc/>
    protected override Fault Build(Fields fields, FaultTiming timing) => new CovariateDrift(fields.Get(_baseline), fields.Get(_canary), timing);
}
