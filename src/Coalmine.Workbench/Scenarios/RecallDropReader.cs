using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Faults;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads <c>recallDrop: { class: fraud, by: 20pp }</c>.</summary>
internal sealed class RecallDropReader : TimedFaultReader
{
    private readonly Key<string> _class;
    private readonly Key<double> _by;
    private readonly Key<FaultTarget>? _on;
    private readonly FaultTarget _arm;

    public RecallDropReader(FaultTarget? arm)
        : base("recallDrop")
    {
        DefinitionName = arm is null ? "recallDrop with target" : "recallDrop";
        _class = Required("class", Units.Words);
        _by = Required("by", Units.Points);
        _on = arm is null ? Required("on", FaultReader.Target) : null;
        _arm = arm ?? FaultTarget.Both;
    }

    /// <inheritdoc/>
    protected override Fault Build(Fields fields, FaultTiming timing) =>
        new RecallDrop(fields.Get(_class), fields.Get(_by), _on is null ? _arm : fields.Get(_on), timing);
}
