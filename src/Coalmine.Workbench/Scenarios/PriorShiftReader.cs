using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Faults;

namespace Coalmine.Workbench.Scenarios;

/// <summary>
/// Reads <c>priorShift: { class: fraud, to: 10%, onset: 2h, ramp: 1h }</c>. It stands at the top of a scenario only, for requests are the same for both.
/// </summary>
internal sealed class PriorShiftReader : TimedFaultReader
{
    private readonly Key<string> _class;
    private readonly Key<double> _to;

    public PriorShiftReader()
        : base("priorShift")
    {
        _class = Required("class", Units.Words);
        _to = Required("to", Units.Probability);
    }

    /// <inheritdoc/>
    protected override Fault Build(Fields fields, FaultTiming timing) => new PriorShift(fields.Get(_class), fields.Get(_to), timing);
}
