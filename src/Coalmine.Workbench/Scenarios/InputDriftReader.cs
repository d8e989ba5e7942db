using System.Collections.Immutable;
using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Faults;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads one way in which the rows change that requests carry, with its timing.</summary>
internal sealed class InputDriftReader : TimedFaultReader
{
    private readonly Key<FaultTarget>? _on;
    private readonly FaultTarget _arm;
    private readonly Func<Fields, InputChange> _change;

    private InputDriftReader(string name, FaultTarget? arm, bool hitsBoth, Func<InputDriftReader, Func<Fields, InputChange>> keys)
        : base(name)
    {
        DefinitionName = arm is null && !hitsBoth ? $"{name} with target" : name;
        _change = keys(this);
        _on = arm is null && !hitsBoth ? Required("on", FaultReader.Target) : null;
        _arm = arm ?? FaultTarget.Both;
    }

    /// <summary>The readers of what may happen to the rows that one arm is given; without an arm, of what names its target.</summary>
    public static ImmutableArray<InputDriftReader> OfOneArm(FaultTarget? arm) =>
    [
        new("inputShift", arm, hitsBoth: false, reader =>
        {
            (Key<string> column, Key<double> by) = (reader.Required("column", Units.Words), reader.Required("by", Units.Number));
            return fields => new InputChange.Shift(fields.Get(column), fields.Get(by));
        }),
        new("unitChange", arm, hitsBoth: false, reader =>
        {
            (Key<string> column, Key<double> factor) = (reader.Required("column", Units.Words), reader.Required("factor", Units.Number));
            return fields => new InputChange.Unit(fields.Get(column), fields.Get(factor));
        }),
        new("missingInput", arm, hitsBoth: false, reader =>
        {
            (Key<string> column, Key<double> share) = (reader.Required("column", Units.Words), reader.Required("share", ScenarioUnits.ShareAboveZero));
            Key<double> reads = reader.Optional("reads", Units.Number, 0);
            return fields => new InputChange.Missing(fields.Get(column), fields.Get(share), fields.Get(reads));
        }),
        new("cutText", arm, hitsBoth: false, reader =>
        {
            (Key<string> column, Key<int> to) = (reader.Required("column", Units.Words), reader.Required("to", Units.Count));
            return fields => new InputChange.CutText(fields.Get(column), fields.Get(to));
        }),
    ];

    /// <summary>Reads <c>conceptDrift: { from: fine, to: fraud, share: 30%, where: amount, above: 500 }</c>, which is true of both arms' requests.</summary>
    public static InputDriftReader Concept() => new("conceptDrift", arm: null, hitsBoth: true, reader =>
    {
        (Key<string> from, Key<string> to) = (reader.Required("from", Units.Words), reader.Required("to", Units.Words));
        (Key<double> share, Key<string> where) = (reader.Required("share", ScenarioUnits.ShareAboveZero), reader.Required("where", Units.Words));
        Key<double> above = reader.Required("above", Units.Number);
        return fields => new InputChange.Concept(fields.Get(from), fields.Get(to), fields.Get(share), fields.Get(where), fields.Get(above));
    });

    /// <inheritdoc/>
    protected override Fault Build(Fields fields, FaultTiming timing) =>
        new InputDrift(Name, _change(fields), _on is null ? _arm : fields.Get(_on), timing);
}
