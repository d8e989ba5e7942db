using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.Readers;
using Coalmine.PromQL.Bindings;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Scenarios.Uncertain;

namespace Coalmine.Workbench.Scenarios;

/// <summary>The keys of a scenario file.</summary>
internal sealed class ScenarioMappingReader : MappingReader<Scenario>
{
    private static readonly ArmDraft SameAsBaseline = new(behaviour => behaviour, [], model => model);

    private readonly Key<string> _about;
    private readonly Key<string> _teaches;
    private readonly Key<TimeSpan> _duration;
    private readonly Key<Traffic> _traffic;
    private readonly Key<double> _match;
    private readonly Key<double> _load;
    private readonly Key<TimeSpan> _propagation;
    private readonly Key<PodLayout> _pods;
    private readonly Key<Serving> _serving;
    private readonly Key<ArmDraft> _baseline;
    private readonly Key<ArmDraft> _canary;
    private readonly Key<ImmutableArray<Located<Fault>>> _faults;
    private readonly Key<LabelProcess> _labels;
    private readonly Key<Mirroring> _mirroring;
    private readonly Key<Telemetry> _telemetry;
    private readonly Key<Tolerance> _tolerance;
    private readonly Key<TruthKind> _truth;
    private readonly Key<string> _policy;
    private readonly Key<ImmutableArray<Located<MetricFamily>>> _bind;
    private readonly Key<ImmutableArray<Located<UncertainParameter>>> _uncertainty;

    public ScenarioMappingReader()
        : base("scenario", "the scenario")
    {
        Required(FileKindReader.Key, FileKindReader.Only(FileKind.Scenario));
        Optional("version", new VersionReader(), VersionReader.Current);
        _about = Optional("about", Units.Words, "");
        _teaches = Optional("teaches", Units.Words, "");
        _duration = Required("duration", Units.Duration);
        _traffic = Required("traffic", new TrafficReader());
        _match = Optional("match", ScenarioUnits.ShareAboveZero);
        _load = Optional("load", Units.Rate);
        _propagation = Optional("propagation", Units.DurationOrZero, TimeSpan.Zero);
        _pods = Required("pods", new PodsReader());
        _serving = Optional("serving", new ServingReader(), Serving.Unlimited);
        _baseline = Required("baseline", new ArmReader(FaultTarget.Baseline));
        _canary = Optional("canary", new ArmReader(FaultTarget.Canary), SameAsBaseline);
        _faults = Optional("faults", new ListReader<Fault>(FaultReader.Any(arm: null), allowsNone: true), []);
        _labels = Optional("labels", new LabelsReader(), LabelProcess.None);
        _mirroring = Optional("mirroring", new MirroringReader(), Mirroring.None);
        _telemetry = Optional("telemetry", new TelemetryReader(), TelemetryReader.Default);
        _tolerance = Optional("tolerance", new ToleranceReader(), Tolerance.Default);
        _truth = Optional(
            "truth",
            new ChoiceReader<TruthKind>("truth", [.. Enum.GetValues<TruthKind>().Select(kind => (ScenarioWords.Of(kind), kind))]));
        _bind = Optional("bind", new ListReader<MetricFamily>(new BoundMetricReader(), allowsNone: true), []);
        _uncertainty = Optional("uncertainty", new UncertaintyReader(), []);
        _policy = Optional("policy", new WordsReader("file", "the path of a policy file, from the folder of this one"), "");
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out Scenario value)
    {
        value = null;
        ArmDraft baseline = fields.Get(_baseline);
        ArmDraft canary = fields.Get(_canary);
        ModelBehaviour baselineModel = baseline.Change(new ModelBehaviour { Latency = new LatencyDistribution.LogNormal(0, 0) });
        LearnedArm? baselineLearned = baseline.Model(null);
        LearnedArms learned = new(baselineLearned, canary.Model(baselineLearned));
        ImmutableArray<Located<Fault>> faults = [.. fields.Get(_faults).Concat(baseline.Faults).Concat(canary.Faults).Select(learned.Adapted)];
        World world = new()
        {
            Name = "",
            Duration = fields.Get(_duration),
            Traffic = fields.Get(_traffic) with { Matched = fields.Has(_match) ? fields.Get(_match) : null },
            Tests = fields.Has(_load) ? new TestTraffic { Steady = fields.Get(_load) } : TestTraffic.None,
            Propagation = fields.Get(_propagation),
            Pods = fields.Get(_pods),
            Serving = fields.Get(_serving),
            Baseline = baselineModel,
            Canary = canary.Change(baselineModel),
            Faults = [.. faults.Select(f => f.Value)],
            Labels = fields.Get(_labels),
            Mirroring = fields.Get(_mirroring),
            Telemetry = fields.Get(_telemetry),
            Tolerance = fields.Get(_tolerance),
        };
        if (!learned.TryScore(ref world, faults, said) || !FaultCheck.Holds(world, faults, said))
            return false;

        if (world.Serving.Autoscaling.Most > 0 && world.Serving.Autoscaling.Most < Math.Max(world.Pods.Baseline, world.Pods.Canary))
        {
            said.Add(fields.PositionOf(_serving), ScenarioMessages.AutoscalerBelowPods);
            return false;
        }

        if (!world.Baseline.Classes.HasSharesOf(world.Canary.Classes))
        {
            said.Add(fields.PositionOf(fields.Has(_canary) ? _canary : _baseline), ScenarioMessages.ClassesDiffer);
            return false;
        }

        if (world.Telemetry.RevenueBounds.IsEmpty && (world.Baseline.Revenue.Mean > 0 || world.Canary.Revenue.Mean > 0))
        {
            said.Add(fields.PositionOf(_telemetry), ScenarioMessages.RevenueUnmeasured);
            return false;
        }

        ImmutableArray<Located<UncertainParameter>> uncertain = fields.Get(_uncertainty);
        if (!UncertaintyCheck.Holds(uncertain, world, said))
            return false;

        TruthClaim claim = fields.Has(_truth) ? new TruthClaim.Claimed(fields.Get(_truth), fields.PositionOf(_truth)) : new TruthClaim.Unsaid();
        value = new Scenario("", world, fields.Get(_about), fields.Get(_teaches), claim, fields.Get(_policy))
        {
            RequestsNeededAt = RequestsNeededAt(world, fields, faults),
            Uncertainty = uncertain.IsEmpty ? null : new WorldUncertainty([.. uncertain.Select(each => each.Value)]),
            Described = [.. fields.Get(_bind).Select(bound => bound.Value)],
        };
        return true;
    }

    private TextPosition RequestsNeededAt(World world, Fields fields, ImmutableArray<Located<Fault>> faults)
    {
        if (world.Traffic.Arrivals == ArrivalKind.Regular)
            return fields.PositionOf(_traffic);
        return world.Serving.IsUnlimited
            ? faults.Where(fault => fault.Value is MemoryGrowth).Select(fault => fault.Position).FirstOrDefault(TextPosition.Start)
            : fields.PositionOf(_serving);
    }
}
