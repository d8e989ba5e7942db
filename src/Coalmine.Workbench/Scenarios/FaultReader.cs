using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Faults;

namespace Coalmine.Workbench.Scenarios;

/// <summary>
/// Reads the content of one kind of fault: its sizes and its timing. A fault that stands under an arm hits that arm; one at the top of a scenario says
/// whom it hits.
/// </summary>
internal sealed class FaultReader : TimedFaultReader
{
    private readonly List<Key<double>> _sizes = [];
    private readonly Key<FaultTarget>? _on;
    private readonly FaultTarget _arm;
    private readonly Func<IReadOnlyList<double>, FaultTarget, FaultTiming, Fault> _make;

    private FaultReader(
        string name, FaultTarget? arm, Func<IReadOnlyList<double>, FaultTarget, FaultTiming, Fault> make, params (string Key, Reader<double> Reader)[] sizes)
        : base(name)
    {
        DefinitionName = arm is null ? $"{name} with target" : name;
        _make = make;
        foreach ((string key, Reader<double> reader) in sizes)
            _sizes.Add(Required(key, reader));
        _on = arm is null ? Required("on", Target) : null;
        _arm = arm ?? FaultTarget.Both;
    }

    /// <summary>Reads whom a fault hits.</summary>
    public static ChoiceReader<FaultTarget> Target { get; } =
        new("target", ("canary", FaultTarget.Canary), ("baseline", FaultTarget.Baseline), ("both", FaultTarget.Both));

    /// <summary>The reader of any fault on an arm; without an arm, of faults that name their target or hit both arms by nature.</summary>
    public static UnionReader<Fault> Any(FaultTarget? arm) =>
        new("fault", arm is null ? [.. OfOneArm(arm), .. OfBothArms()] : OfOneArm(arm))
        {
            DefinitionName = arm is null ? "fault with target" : "fault",
        };

    private static (string Name, Reader<Fault> Reader)[] OfBothArms() =>
        [Case(new CovariateDriftReader()), Case(new PriorShiftReader()), Case(InputDriftReader.Concept())];

    private static (string Name, Reader<Fault> Reader)[] OfOneArm(FaultTarget? arm) =>
    [
        Case(new FaultReader("errorIncrease", arm, (s, on, when) => new ErrorIncrease(s[0], on, when), ("by", Units.Points))),
        Case(new FaultReader("accuracyDrop", arm, (s, on, when) => new AccuracyDrop(s[0], on, when), ("by", Units.Points))),
        Case(new FaultReader("latencyIncrease", arm, (s, on, when) => new LatencyIncrease(1 + s[0], on, when), ("by", ScenarioUnits.RelativeRise))),
        Case(new FaultReader(
            "latencyTail", arm, (s, on, when) => new LatencyTail(s[0], s[1], on, when), ("share", ScenarioUnits.ShareAboveZero), ("factor", Units.Factor))),
        Case(new FaultReader("conversionDrop", arm, (s, on, when) => new ConversionDrop(s[0], on, when), ("by", ScenarioUnits.RelativeFall))),
        Case(new RecallDropReader(arm)),
        .. InputDriftReader.OfOneArm(arm).Select(Case),
        Case(new ColdStartReader(arm)),
        Case(new FaultReader("lostScrapes", arm, (s, on, when) => new LostScrapes(s[0], on, when), ("share", ScenarioUnits.ShareAboveZero))),
        Case(new FaultReader(
            "memoryGrowth",
            arm,
            (s, on, when) => new MemoryGrowth(s[0], s[1], s[2], on, when),
            ("first", ScenarioUnits.Memory), ("perRequest", ScenarioUnits.Memory), ("limit", ScenarioUnits.Memory))),
    ];

    /// <inheritdoc/>
    protected override Fault Build(Fields fields, FaultTiming timing) =>
        _make([.. _sizes.Select(fields.Get)], _on is null ? _arm : fields.Get(_on), timing);

    private static (string Name, Reader<Fault> Reader) Case(MappingReader<Fault> reader) => (reader.Name, reader);
}
