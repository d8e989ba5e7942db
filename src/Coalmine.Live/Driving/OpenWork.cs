using System.Collections.Immutable;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Driving;

/// <summary>
/// What a rollout's entries have asked for and what has not come of it yet. It is a fold over the journal and knows nothing else, so that a process that reads
/// the journal of another one knows what is left to do; nothing is done twice, since what is asked for bears the same names there.
/// </summary>
/// <param name="rollout">Identity of the rollout.</param>
internal sealed class OpenWork(string rollout)
{
    private readonly List<OpenWake> _wakes = [];
    private readonly List<OpenMeasurement> _measurements = [];
    private readonly List<OpenHook> _hooks = [];
    private readonly List<TrafficDuty> _duties = [];
    private readonly WorkloadCount?[] _workloads = new WorkloadCount?[2];

    /// <summary>Identity of the rollout.</summary>
    public string Rollout => rollout;

    /// <summary>Whether somebody else has changed the target and nobody has answered to it yet.</summary>
    public bool IsEdited { get; set; }

    /// <summary>Moments waited for; those asked for first stand first.</summary>
    public IReadOnlyList<OpenWake> Wakes => _wakes;

    /// <summary>Measurements waited for.</summary>
    public IReadOnlyList<OpenMeasurement> Measurements => _measurements;

    /// <summary>Hooks waited for.</summary>
    public IReadOnlyList<OpenHook> Hooks => _hooks;

    /// <summary>Changes of the target that are not known to be done, in their order.</summary>
    public IReadOnlyList<TrafficDuty> Duties => _duties;

    /// <summary>The weight asked for last; nothing before the first.</summary>
    public TrafficWeight? Asked { get; private set; }

    /// <summary>When it was asked for.</summary>
    public Moment AskedAt { get; private set; }

    /// <summary>The weight written last by this rollout; nothing before the first.</summary>
    public TrafficWeight? Written { get; private set; }

    /// <summary>Whether the routers have been seen to use the weight asked for.</summary>
    public bool IsRouted { get; private set; }

    /// <summary>When the newest sample that a measurement has brought was taken; nothing before the first.</summary>
    public Moment? NewestSample { get; private set; }

    /// <summary>When the rollout's end was decided; nothing while it is open.</summary>
    public Moment? DecidedAt { get; private set; }

    /// <summary>What was said when the end was decided; empty while it is open.</summary>
    public string DecidedText { get; private set; } = "";

    /// <summary>Whether the canary's pods have been told to go: nothing is left to be decided then.</summary>
    public bool IsWoundUp { get; private set; }

    /// <summary>The pods of an arm as the controller was last told; nothing before the first time.</summary>
    public WorkloadCount? Workload(Arm arm) => _workloads[(int)arm];

    /// <summary>Takes an entry in.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="entry">The entry.</param>
    /// <returns>Changes that are not to be made any more, since a later weight has taken their place.</returns>
    public IReadOnlyList<TrafficDuty> Take(long number, JournalEntry entry)
    {
        Settle(entry.Observation);
        IReadOnlyList<TrafficDuty> superseded = entry.Effects.Any(effect => effect.Kind == EffectKind.SetWeight) ? Supersede(number, entry) : [];
        bool isRollback = entry.Decision.Kind == DecisionKind.RollBack;
        bool isOrdered = entry.Decision.Reason == DecisionReason.OperatorSaid;
        if (isRollback || entry.Decision.Kind == DecisionKind.Promote)
            (DecidedAt, DecidedText) = (DecidedAt ?? entry.Decision.At, entry.Sentences[^1]);
        for (int i = 0; i < entry.Effects.Length; i++)
            Ask(new TrafficDuty(number, i, entry.Effects[i], isRollback, isOrdered), entry);

        // Whoever lets a rollout go on has seen the target: the step's weight is asked for anew, whatever somebody else has made of it meanwhile.
        if (entry.Observation is { Kind: ObservationKind.OperatorSaid, Word: OperatorWord.Resume } && DecidedAt is null && Asked is { } asked)
            Restore(number, entry, asked);
        return superseded;
    }

    /// <summary>A change is done, or given up.</summary>
    public void Finish(long entry, int index)
    {
        int at = _duties.FindIndex(duty => duty.Entry == entry && duty.Index == index);
        if (at < 0)
            return;
        if (_duties[at].Effect is { Kind: EffectKind.SetWeight } effect)
            Written = effect.Weight;
        _duties.RemoveAt(at);
    }

    /// <summary>An operator lets the rollout go on, and this is what the target bore then: what somebody writes later the operator has not seen.</summary>
    public void ResumeFrom(TrafficWeight seen)
    {
        for (int i = 0; i < _duties.Count; i++)
            if (_duties[i].IsResumed)
                _duties[i] = _duties[i] with { Seen = seen };
    }

    /// <summary>A change is to be tried again.</summary>
    public void Postpone(TrafficDuty duty) => _duties[_duties.FindIndex(other => other.Entry == duty.Entry && other.Index == duty.Index)] = duty;

    /// <summary>What is open, and what else has to be remembered, so that somebody can go on without the entries.</summary>
    public (ImmutableArray<PendingEffect> Open, WorkMemory Memory) Save()
    {
        ImmutableArray<PendingEffect> open =
        [
            .. _wakes.Select(wake => new PendingEffect(wake.Entry, wake.Place, Effect.Wake(wake.Id, wake.At))),
            .. _measurements.Select(asked => new PendingEffect(asked.Entry, asked.Place, Effect.Measure(asked.Id, asked.Query))),
            .. _hooks.Select(hook => new PendingEffect(hook.Entry, hook.Place, Effect.CallHook(hook.Id, hook.Call.Name, hook.Call.Kind))),
            .. _duties.Select(duty => new PendingEffect(duty.Entry, duty.Index, duty.Effect)),
        ];
        return (open, new WorkMemory
        {
            Asked = WorkMemory.Share.Of(Asked),
            AskedAt = AskedAt.Nanoseconds,
            Written = WorkMemory.Share.Of(Written),
            IsRouted = IsRouted,
            NewestSample = NewestSample?.Nanoseconds,
            DecidedAt = DecidedAt?.Nanoseconds,
            DecidedText = DecidedText,
            IsWoundUp = IsWoundUp,
            IsEdited = IsEdited,
            Baseline = PodsOf(_workloads[(int)Arm.Baseline]),
            Canary = PodsOf(_workloads[(int)Arm.Canary]),
            HookDecisions = [.. _hooks.Select(hook => hook.Call.Decision)],
            Duties = [.. _duties.Select(duty => new WorkMemory.Duty(duty.IsRollback, duty.IsOrdered, duty.IsRestored, duty.IsHeldBack))],
        });
    }

    /// <summary>Goes on with what another driver has saved.</summary>
    /// <returns>Whether the two fit each other.</returns>
    public bool TryLoad(ImmutableArray<PendingEffect> open, WorkMemory memory)
    {
        (int hooks, int duties) = (0, 0);
        foreach (PendingEffect asked in open)
            switch (asked.Effect.Kind)
            {
                case EffectKind.Wake:
                    _wakes.Add(new OpenWake(asked.Effect.Id, asked.Effect.At, asked.Entry, asked.Place));
                    break;
                case EffectKind.Measure:
                    _measurements.Add(new OpenMeasurement(asked.Effect.Id, asked.Effect.Query, asked.Entry, asked.Place));
                    break;
                case EffectKind.CallHook when hooks < memory.HookDecisions.Length:
                    _hooks.Add(HookOf(asked, memory.HookDecisions[hooks++]));
                    break;
                case EffectKind.SetWeight or EffectKind.Scale or EffectKind.Mirror or EffectKind.Promote or EffectKind.Abort
                    when duties < memory.Duties.Length:
                    WorkMemory.Duty of = memory.Duties[duties++];
                    _duties.Add(new TrafficDuty(asked.Entry, asked.Place, asked.Effect, of.IsRollback, of.IsOrdered)
                    {
                        IsRestored = of.IsRestored,
                        IsHeldBack = of.IsHeldBack,
                    });
                    break;
                default:
                    return false;
            }

        (Asked, AskedAt, Written, IsRouted) = (memory.Asked?.Weight, new Moment(memory.AskedAt), memory.Written?.Weight, memory.IsRouted);
        NewestSample = memory.NewestSample is { } newest ? new Moment(newest) : null;
        DecidedAt = memory.DecidedAt is { } decided ? new Moment(decided) : null;
        (DecidedText, IsWoundUp, IsEdited) = (memory.DecidedText, memory.IsWoundUp, memory.IsEdited);
        _workloads[(int)Arm.Baseline] = CountOf(memory.Baseline);
        _workloads[(int)Arm.Canary] = CountOf(memory.Canary);
        return hooks == memory.HookDecisions.Length && duties == memory.Duties.Length;
    }

    private void Settle(in Observation observation)
    {
        int id = observation.Id;
        switch (observation.Kind)
        {
            case ObservationKind.MomentReached:
                _wakes.RemoveAll(wake => wake.Id == id);
                break;
            case ObservationKind.MeasurementAnswered:
                _measurements.RemoveAll(measurement => measurement.Id == id);
                if (observation.Measurements?.Samples is { Rows: > 0 } samples)
                    NewestSample = Moment.Later(NewestSample ?? samples.TimeOf(samples.Rows - 1), samples.TimeOf(samples.Rows - 1));
                break;
            case ObservationKind.WeightObserved:
                IsRouted |= Asked is { } asked && asked.CompareTo(observation.Weight) == 0;
                break;
            case ObservationKind.WorkloadObserved:
                _workloads[(int)observation.Arm] = observation.Workload;
                break;
            case ObservationKind.HookAnswered:
                _hooks.RemoveAll(hook => hook.Id == id);
                break;
            case ObservationKind.OperatorSaid when observation.Word != OperatorWord.Pause:
                IsEdited = false;
                break;
            default:
                break;
        }
    }

    private List<TrafficDuty> Supersede(long number, JournalEntry entry)
    {
        List<TrafficDuty> superseded = [.. _duties.Where(duty => duty.IsSuperseded)];
        _duties.RemoveAll(duty => duty.IsSuperseded);

        // What is still to be done is done under the newer entry's name: a target that bears a newer change refuses an older one.
        for (int i = 0; i < _duties.Count; i++)
            _duties[i] = _duties[i] with { Entry = number, Index = entry.Effects.Length + 1 + i, IsRestored = true };
        return superseded;
    }

    private void Ask(TrafficDuty asked, JournalEntry entry)
    {
        Effect effect = asked.Effect;
        switch (effect.Kind)
        {
            case EffectKind.Wake:
                _wakes.RemoveAll(wake => wake.Id == effect.Id);
                _wakes.Add(new OpenWake(effect.Id, effect.At, asked.Entry, asked.Index));
                break;
            case EffectKind.Measure:
                _measurements.Add(new OpenMeasurement(effect.Id, effect.Query, asked.Entry, asked.Index));
                break;
            case EffectKind.Cancel:
                _wakes.RemoveAll(wake => wake.Id == effect.Id);
                _measurements.RemoveAll(measurement => measurement.Id == effect.Id);
                _hooks.RemoveAll(hook => hook.Id == effect.Id);
                break;
            case EffectKind.CallHook:
                _hooks.Add(HookOf(new PendingEffect(asked.Entry, asked.Index, effect), entry.Sentences[^1]));
                break;
            case EffectKind.SetWeight:
                (Asked, AskedAt, IsRouted) = (effect.Weight, entry.Decision.At, false);
                _duties.Add(asked);
                break;
            case EffectKind.Scale or EffectKind.Mirror or EffectKind.Promote or EffectKind.Abort:
                _duties.Add(asked);
                IsWoundUp |= DecidedAt is not null && effect is { Kind: EffectKind.Scale, Arm: Arm.Canary, Replicas: 0 };
                break;
            default:
                // A pause and a record are told to people when the entry is made.
                break;
        }
    }

    private void Restore(long number, JournalEntry entry, TrafficWeight asked)
    {
        _duties.RemoveAll(duty => duty.Effect.Kind == EffectKind.SetWeight);
        for (int i = 0; i < _duties.Count; i++)
            _duties[i] = _duties[i] with { IsHeldBack = false };
        (AskedAt, IsRouted) = (entry.Decision.At, false);
        TrafficDuty again = new(number, entry.Effects.Length, Effect.SetWeight(asked), IsRollback: false, IsOrdered: true);
        _duties.Insert(0, again with { IsRestored = true });
    }

    private OpenHook HookOf(PendingEffect asked, string decision)
    {
        string call = FormattableString.Invariant($"{rollout}/{asked.Entry}.{asked.Place}");
        HookCall named = new(asked.Effect.Text, asked.Effect.Hook, call, rollout, decision);
        return new OpenHook(asked.Effect.Id, named, asked.Entry, asked.Place);
    }

    private static WorkMemory.Pods? PodsOf(WorkloadCount? count) =>
        count is { } pods ? new WorkMemory.Pods(pods.Desired, pods.Created, pods.Available, pods.Revision) : null;

    private static WorkloadCount? CountOf(WorkMemory.Pods? pods) =>
        pods is null ? null : new WorkloadCount(pods.Desired, pods.Created, pods.Available, pods.Revision);
}
