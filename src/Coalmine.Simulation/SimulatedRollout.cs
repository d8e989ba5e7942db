using System.Collections.Immutable;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Exposure;
using Coalmine.Simulation.Metrics;
using Coalmine.Simulation.RareEvents;
using Coalmine.Simulation.Sharing;
using Coalmine.Simulation.Truth;
using Coalmine.Simulation.Watching;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation;

/// <summary>
/// The simulated shell: carries a controller's effects out in a world, tells it what comes of them, and decides nothing. One instance per worker, used for one
/// replication after another without allocation. Weights are in force after the world's propagation time, measurements answered at once; pods that a controller
/// asks for serve after the world's pod start, and pods that are too many are gone at once; hooks accept, but for gates that wait for somebody to open them;
/// nobody answers a pause.
/// </summary>
public sealed class SimulatedRollout
{
    private readonly IRolloutController _controller;
    private readonly RolloutMemory _memory;
    private readonly SimulatedTelemetry _telemetry;
    private readonly ExposureLedger _exposure;
    private readonly WorldEffects _effects;
    private readonly AffectedChecks _affected;
    private readonly Agenda _agenda = new();
    private readonly Moment _horizon;
    private readonly TimeSpan _propagation;
    private readonly TimeSpan _podStart;
    private readonly ArmPods _baselinePods;
    private readonly ArmPods _canaryPods;
    private readonly LoadRuns _loads;
    private IRolloutRecorder? _recorder;
    private TrafficWeight _weight;
    private Decision _lastDecision;
    private int _causingCheck;
    private int _failedCheck;
    private Moment _decidedAt;
    private int _looks;
    private bool _isReplaced;
    private double _countedBeforeReplacement;

    private SimulatedRollout(CompiledWorld world, IRolloutController controller, SimulatedTelemetry telemetry, IEnumerable<Moment?> affectedFrom)
    {
        _controller = controller;
        _memory = controller.CreateMemory();
        _telemetry = telemetry;
        _exposure = new ExposureLedger(world);
        _effects = world.Effects;
        _affected = new AffectedChecks(affectedFrom);
        _horizon = Moment.After(world.World.Duration);
        _propagation = world.World.Propagation;
        _podStart = world.World.Serving.PodStart;
        _baselinePods = new ArmPods(world.World.Pods.Baseline);
        _canaryPods = new ArmPods(controller.RunsPods ? 0 : world.World.Pods.Canary);
        _loads = new LoadRuns(world.World.Tests);
    }

    /// <summary>Whether a path may part from its replication's own streams at a scrape.</summary>
    internal bool CanBranch => _telemetry.CanBranch;

    /// <summary>
    /// What the alerting rules that look on did in the last replication, in the order of <see cref="RuleWatch.Alerts"/>; none without a watch. Valid until
    /// the next one runs.
    /// </summary>
    public ReadOnlySpan<AlertRecord> Alerts => _telemetry.Watcher is { } watcher ? watcher.Records : [];

    /// <summary>
    /// Until when rules looked on in the last replication: the world's end. After a promotion by a controller that runs its own pods it is the rollout's end,
    /// since the baseline's pods then run the canary's version, whose series would be the next rollout's.
    /// </summary>
    public Moment WatchedUntil { get; private set; }

    /// <summary>Whether an alerting rule that looks on could ever fire in this world, whatever is measured.</summary>
    /// <param name="alert">Index of the alerting rule.</param>
    public bool CanFire(int alert) => _telemetry.Watcher is { } watcher && watcher.CanFire(alert);

    /// <summary>Binds a controller to a world.</summary>
    /// <param name="world">The world.</param>
    /// <param name="controller">The controller.</param>
    /// <param name="checks">
    /// The checks of its policy in their order: a rollback is a detection only if the check that caused it measures something that is affected by then.
    /// </param>
    /// <param name="watch">Rules that look on; none unless given.</param>
    public static RolloutPreparation Prepare(
        CompiledWorld world, IRolloutController controller, ImmutableArray<Check> checks, RuleWatch? watch = null)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(controller);
        ImmutableArray<UnboundQuery>.Builder refused = ImmutableArray.CreateBuilder<UnboundQuery>();
        SimulatedTelemetry telemetry = new(world, controller.Measurements, null, refused, watch);
        return refused.Count > 0
            ? new RolloutPreparation.Refused(refused.ToImmutable())
            : new RolloutPreparation.Ready(new SimulatedRollout(world, controller, telemetry, checks.Select(world.Effects.AffectedFrom)));
    }

    /// <summary>Binds the controller of a manifest to a world.</summary>
    /// <param name="world">The world; it lays out the pods and bucket bounds that the manifest asks for.</param>
    /// <param name="controller">The controller.</param>
    /// <param name="queries">Its queries, with what they ask for.</param>
    /// <param name="measured">What each of its checks measures, in their order.</param>
    /// <param name="watch">Rules that look on; none unless given.</param>
    public static SimulatedRollout Prepare(
        CompiledWorld world, IRolloutController controller, ForeignQueries queries, ImmutableArray<Metric> measured, RuleWatch? watch = null)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(controller);
        ArgumentNullException.ThrowIfNull(queries);
        if (!queries.Bindings.Unbound.IsEmpty || queries.Queries.Length != controller.Measurements.Queries.Length)
            throw new ArgumentException("Every query of the plan must be there and bound.", nameof(queries));
        SimulatedTelemetry telemetry = new(world, controller.Measurements, queries, ImmutableArray.CreateBuilder<UnboundQuery>(), watch);
        return new SimulatedRollout(world, controller, telemetry, measured.Select(world.Effects.AffectedFrom));
    }

    /// <summary>
    /// Takes from rollouts of other policies what they have drawn of the same replication already, and leaves for them what this one draws; where a world, or
    /// what is read of it, does not allow that, nothing is shared. No result depends on it. Only by the worker that the scrapes belong to.
    /// </summary>
    /// <param name="scrapes">What is shared.</param>
    public void Share(SharedScrapes scrapes)
    {
        ArgumentNullException.ThrowIfNull(scrapes);
        _telemetry.Share(scrapes);
    }

    /// <summary>Runs one replication. The result depends on world, controller, seed and number only, whatever ran before.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="replication">Number of the replication; at least 0.</param>
    /// <param name="recorder">Looks on; nothing changes by it.</param>
    public RolloutResult Run(ulong seed, long replication, IRolloutRecorder? recorder = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(replication);
        Start(RolloutPath.Of(seed, replication), recorder);
        RolloutOutcome outcome = Play(null, out Moment now);
        return Close(replication, outcome, now);
    }

    /// <summary>Plays a path until a watch has seen what it waits for, or to the end.</summary>
    /// <returns>How the rollout stood then.</returns>
    internal RolloutOutcome Follow(in RolloutPath path, HarmWatch watch)
    {
        Start(path, null);
        watch.Begin();
        return Play(watch, out _);
    }

    private RolloutOutcome Play(HarmWatch? watch, out Moment now)
    {
        now = Moment.Start;
        Transition transition = _controller.Begin(_memory, now);
        CarryOut(transition, now);
        if (_controller.RunsPods)
            _agenda.Add(new AgendaEntry(AgendaKind.Created, now, 0, default) { Arm = Arm.Baseline });
        while (transition.State.Outcome == RolloutOutcome.Open && _agenda.TryTake(out AgendaEntry due) && due.At <= _horizon)
        {
            now = due.At;
            if (due.Kind == AgendaKind.LoadEnds)
            {
                SetLoad(now);
                continue;
            }

            Observation observation = Observe(due);
            _recorder?.Observed(observation);
            transition = _controller.Step(transition.State, observation);
            CarryOut(transition, now);
            if (due.Kind != AgendaKind.Measurement)
                continue;
            _telemetry.ForgetScrapes();
            if (watch is not null && watch.HasSeenEnough(transition, _telemetry.Cell))
                break;
        }

        return transition.State.Outcome;
    }

    private void Start(in RolloutPath path, IRolloutRecorder? recorder)
    {
        _recorder = recorder;
        _telemetry.Start(path, recorder);
        _exposure.Start(path.Replication);
        _agenda.Clear();
        _baselinePods.Start(revision: 1);
        _canaryPods.Start(revision: 2);
        if (_controller.RunsPods)
            _telemetry.SetPods(Arm.Canary, 0, Moment.Start);
        (_isReplaced, _countedBeforeReplacement) = (false, 0);
        _weight = TrafficWeight.None;
        _loads.Start();
        _telemetry.SetLoad(_loads.RateAt(_weight.Share, Moment.Start), Moment.Start);
        _lastDecision = new Decision(DecisionKind.None, DecisionReason.None, -1, Moment.Start);
        (_causingCheck, _failedCheck, _decidedAt) = (-1, -1, Moment.Never);
        _looks = 0;
    }

    private Observation Observe(in AgendaEntry due)
    {
        // Who looks on is shown everything in the order of time: scrapes before what the controller does at a later moment.
        if (_recorder is not null)
            _telemetry.AdvanceTo(due.At, _weight, _recorder);
        switch (due.Kind)
        {
            case AgendaKind.Wake:
                return Observation.MomentReached(due.Id, due.At);
            case AgendaKind.Hook:
                return Observation.HookAnswered(due.Id, due.Accepts, due.At);
            case AgendaKind.Weight:
                SetWeight(due.Weight, due.At);
                return Observation.WeightObserved(due.Weight, due.At);
            case AgendaKind.Created:
                return Observation.WorkloadObserved(due.Arm, PodsOf(due.Arm).Count, due.At);
            case AgendaKind.Available:
                PodsOf(due.Arm).Begin(due.Wave);
                SetPods(due.Arm, due.At);
                return Observation.WorkloadObserved(due.Arm, PodsOf(due.Arm).Count, due.At);
            case AgendaKind.Replaced:
                Replace(due.At);
                return Observation.WorkloadObserved(Arm.Baseline, _baselinePods.Count, due.At);
            default:
                _looks++;
                _telemetry.AdvanceTo(due.At, _weight, _recorder);
                return Observation.MeasurementAnswered(due.Id, due.At, _telemetry.Measure(due.At, due.Query));
        }
    }

    private void CarryOut(in Transition transition, Moment now)
    {
        _recorder?.Stepped(transition);
        if (transition.Decision.Kind != DecisionKind.None)
            _lastDecision = transition.Decision;
        if (transition.Decision is { Kind: DecisionKind.RollBack, Reason: DecisionReason.CheckFailed })
        {
            _failedCheck = transition.Decision.Check;
            _decidedAt = Moment.Earlier(_decidedAt, now);
        }

        // A controller may decide at one look and end later, when nothing fails: then the check that the decision names.
        if (transition.State.Outcome == RolloutOutcome.RolledBackOnEvidence)
            _causingCheck = _affected.WorstOf(transition.Verdicts, now) is >= 0 and int worst ? worst : _failedCheck;
        foreach (ref readonly Effect effect in transition.Effects)
            CarryOut(effect, now);
    }

    private void CarryOut(in Effect effect, Moment now)
    {
        switch (effect.Kind)
        {
            case EffectKind.Wake:
                _agenda.AddWake(new AgendaEntry(AgendaKind.Wake, Moment.Later(effect.At, now), effect.Id, default));
                break;
            case EffectKind.Measure:
                _agenda.Add(new AgendaEntry(AgendaKind.Measurement, now, effect.Id, default) { Query = effect.Query });
                break;
            case EffectKind.CallHook:
                _agenda.Add(new AgendaEntry(AgendaKind.Hook, now, effect.Id, default) { Accepts = effect.Hook != HookKind.ClosedGate });
                if (effect.Hook == HookKind.LoadTest)
                    StartTests(effect.Text, now);
                break;
            case EffectKind.Cancel:
                _agenda.Cancel(effect.Id);
                break;
            case EffectKind.SetWeight:
                _agenda.Add(new AgendaEntry(AgendaKind.Weight, now + _propagation, 0, effect.Weight));
                break;
            case EffectKind.Scale when _controller.RunsPods:
                Scale(effect.Arm, effect.Replicas, now);
                break;
            case EffectKind.Promote when _controller.RunsPods:
                _agenda.Add(new AgendaEntry(AgendaKind.Replaced, now + _podStart, 0, default));
                break;
            case EffectKind.Mirror:
                _telemetry.AdvanceTo(now, _weight, _recorder);
                _telemetry.SetMirroring(effect.On, now);
                break;
            default:
                // Pause, abort and record change no traffic here, nor do scale and promote where the pods are the world's own: weights do.
                break;
        }
    }

    private void SetWeight(TrafficWeight weight, Moment now)
    {
        _telemetry.AdvanceTo(now, _weight, _recorder);
        _telemetry.SetWeight(weight.Share, now);
        if (!_isReplaced)
            _exposure.SetWeight(weight.Share, now);
        _weight = weight;
        SetLoad(now);
    }

    private void StartTests(string hook, Moment now)
    {
        for (int test = 0; test < _loads.Count; test++)
            if (_loads.TryStart(test, hook, now, out Moment end))
                _agenda.Add(new AgendaEntry(AgendaKind.LoadEnds, end, 0, default));
        SetLoad(now);
    }

    private void SetLoad(Moment now)
    {
        if (!_loads.Exist)
            return;
        _telemetry.AdvanceTo(now, _weight, _recorder);
        _telemetry.SetLoad(_loads.RateAt(_weight.Share, now), now);
    }

    private ArmPods PodsOf(Arm arm) => arm == Arm.Baseline ? _baselinePods : _canaryPods;

    private void Scale(Arm arm, int replicas, Moment now)
    {
        if (PodsOf(arm).Ask(replicas))
            _agenda.Add(new AgendaEntry(AgendaKind.Available, now + _podStart, 0, default) { Arm = arm, Wave = PodsOf(arm).Wave });
        SetPods(arm, now);
        _agenda.Add(new AgendaEntry(AgendaKind.Created, now, 0, default) { Arm = arm });
    }

    private void SetPods(Arm arm, Moment now)
    {
        _telemetry.AdvanceTo(now, _weight, _recorder);
        _telemetry.SetPods(arm, PodsOf(arm).Available, now);
    }

    // From now on every pod runs the canary's version, wherever the traffic goes.
    private void Replace(Moment now)
    {
        _telemetry.AdvanceTo(now, _weight, _recorder);
        _baselinePods.Replace(revision: 2);
        // The engine's baseline answers as before: what the canary's version does in its pods is known in expectation only.
        _exposure.SetWeight(1, now);
        if (_telemetry.CountsExcess && !_isReplaced)
            _countedBeforeReplacement = _telemetry.CountedExcess(now) - _exposure.HurtAnswers;
        _isReplaced = true;
    }

    private RolloutResult Close(long replication, RolloutOutcome outcome, Moment now)
    {
        Moment endedAt = outcome == RolloutOutcome.Open ? _horizon : now;
        if (_recorder is not null || _telemetry.CountsExcess || _telemetry.Watcher is not null)
            _telemetry.AdvanceTo(endedAt, _weight, _recorder);
        // What was counted takes the place of what is expected; after the end only expectation is left.
        _exposure.SetWeight(_isReplaced ? 1 : _weight.Share, endedAt);
        double counted = _isReplaced || !_telemetry.CountsExcess
            ? _countedBeforeReplacement
            : _telemetry.CountedExcess(endedAt) - _exposure.HurtAnswers;
        _exposure.SetWeight(FinalShare(outcome), Moment.Earlier(endedAt + _propagation, _horizon));
        _exposure.Finish(_horizon);
        if (_telemetry.Watcher is not null)
            WatchOn(outcome, endedAt);
        // A controller that takes the traffic away later than it decides has seen it all the same.
        Moment seenAt = Moment.Earlier(_decidedAt, endedAt);
        bool isDetected = _causingCheck >= 0 && _affected.IsAffected(_causingCheck, seenAt) && _effects.Onset is { } onset && seenAt >= onset;
        return new RolloutResult
        {
            Replication = replication,
            Outcome = outcome,
            EndedAt = endedAt,
            CausingCheck = _causingCheck,
            Detected = isDetected,
            DetectionSeconds = isDetected ? seenAt.Seconds - _effects.Onset.GetValueOrDefault().Seconds : double.NaN,
            ExposedRequests = _exposure.ExposedRequests,
            ExposedUsers = _exposure.ExposedUsers,
            HurtAnswers = counted + _exposure.HurtAnswers,
            CanaryRequests = _exposure.CanaryRequests,
            Looks = _looks,
            LastStep = _lastDecision.Kind == DecisionKind.Advance ? _lastDecision.Step + 1 : _lastDecision.Step,
        };
    }

    // Whoever looks on sees what becomes of the traffic after the end; who records the rollout does not.
    private void WatchOn(RolloutOutcome outcome, Moment endedAt)
    {
        WatchedUntil = endedAt;
        if (outcome == RolloutOutcome.Open || (outcome == RolloutOutcome.Promoted && _controller.RunsPods))
            return;
        Moment inForce = Moment.Earlier(endedAt + _propagation, _horizon);
        _telemetry.AdvanceTo(inForce, _weight, null);
        _telemetry.SetWeight(FinalShare(outcome), inForce);
        _telemetry.AdvanceTo(_horizon, _weight, null);
        WatchedUntil = _horizon;
    }

    // The weight goes on after the end: a promoted canary serves everything, one rolled back serves nothing, and an open rollout stands where it stood.
    private double FinalShare(RolloutOutcome outcome) => outcome switch
    {
        RolloutOutcome.Open => _isReplaced ? 1 : _weight.Share,
        RolloutOutcome.Promoted => 1,
        _ => 0,
    };
}
