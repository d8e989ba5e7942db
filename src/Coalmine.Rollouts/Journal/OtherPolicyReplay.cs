using System.Collections.Immutable;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Journal;

/// <summary>
/// Asks another policy over a record: it looks at its own moments, at the samples that were there by then, and hears what the operator, the routers and the
/// hooks said. That goes well for as long as it wants the weight that the record had; from the first moment at which it wants another one, what would have been
/// measured is unknown, and the replay stops and says so. A wake that falls shortly before a look of the record (a tenth of the scrape interval) is taken to be
/// that look, since clocks and answers take their time. Own policies only: other systems run the pods, and the record's were run by somebody else.
/// </summary>
public sealed class OtherPolicyReplay
{
    private const int NearInScrapes = 10;
    private readonly IReadOnlyList<JournalEntry> _entries;
    private readonly IRolloutController _controller;
    private readonly RecordedPipeline _pipeline;
    private readonly RecordedHooks _hooks;
    private readonly TimeSpan _near;
    private readonly SortedDictionary<int, Moment> _wakes = [];
    private readonly List<(Moment Due, Observation Observation)> _answers = [];
    private readonly RolloutJournal _journal;
    private RolloutState _state;
    private RecordEnd? _end;
    private (TrafficWeight Weight, bool IsMirroring) _wanted;
    private (TrafficWeight Weight, bool IsMirroring) _recorded;

    private OtherPolicyReplay(IReadOnlyList<JournalEntry> entries, ImmutableArray<QueryNeed> queries, IRolloutController controller, TimeSpan scrapeInterval)
    {
        (_entries, _controller, _journal) = (entries, controller, new RolloutJournal(controller.Words));
        _pipeline = new RecordedPipeline(entries, queries, controller.Measurements);
        _hooks = new RecordedHooks(entries);
        _near = scrapeInterval / NearInScrapes;
    }

    /// <summary>What the policy was told, decided and said.</summary>
    public RolloutJournal Journal => _journal;

    /// <summary>How far the record tells.</summary>
    public RecordEnd End => _end ?? throw new InvalidOperationException("Unreachable: a replay has been run to its end before it is given out.");

    /// <summary>Asks a policy over a record.</summary>
    /// <param name="entries">The record, from its beginning.</param>
    /// <param name="recorded">What the record's own controller measured; counters beyond its plan may have been recorded too.</param>
    /// <param name="controller">The policy's controller, bound to the telemetry of the record.</param>
    /// <param name="scrapeInterval">Time between two scrapes.</param>
    public static OtherPolicyReplay Run(
        IReadOnlyList<JournalEntry> entries, MeasurementPlan recorded, IRolloutController controller, TimeSpan scrapeInterval)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(recorded);
        ArgumentNullException.ThrowIfNull(controller);
        OtherPolicyReplay replay = new(entries, recorded.Queries, controller, scrapeInterval);
        replay.Run(recorded.Counters);
        return replay;
    }

    private void Run(ImmutableArray<CounterNeed> recorded)
    {
        Moment began = _entries.Count == 0 ? Moment.Start : _entries[0].Decision.At;
        if (_controller.Measurements.Counters.Except(recorded).ToImmutableArray() is { IsEmpty: false } missing)
        {
            _end = new RecordEnd.CountersMissing(began, missing);
            return;
        }

        Take(default, _controller.Begin(_controller.CreateMemory(), began), began);
        Follow(_entries.Count == 0 ? [] : _entries[0].Effects);
        Compare(began);
        for (int first = 1; first < _entries.Count && _end is null;)
        {
            Moment now = _entries[first].Observation.At;
            Catch(now);
            for (; first < _entries.Count && _entries[first].Observation.At == now && _end is null; first++)
            {
                Tell(_entries[first].Observation);
                Follow(_entries[first].Effects);
            }

            Drain(now);
            Compare(now);
        }

        _end ??= new RecordEnd.RecordIsOver(_entries.Count == 0 ? began : _entries[^1].Observation.At);
    }

    /// <summary>Does what the policy has to do before the record goes on; a wake shortly before a look of the record waits for it.</summary>
    private void Catch(Moment now)
    {
        while (_end is null && NextDue() is var (due, _) && due < now && !(_pipeline.NextAsk(due) == now && now - due <= _near))
        {
            Drain(due);
            Compare(due);
        }
    }

    /// <summary>Tells the policy what the record was told, if it means anything to it, in the record's order.</summary>
    private void Tell(in Observation recorded)
    {
        (Moment now, int id) = (recorded.At, recorded.Id);
        switch (recorded.Kind)
        {
            case ObservationKind.WeightObserved or ObservationKind.WorkloadObserved or ObservationKind.OperatorSaid:
                Step(recorded);
                break;
            case ObservationKind.MomentReached when _wakes.TryGetValue(id, out Moment due) && due <= now:
                Wake(id, now);
                break;
            case ObservationKind.MeasurementAnswered or ObservationKind.HookAnswered:
                Answer(now);
                break;
            default:
                break;
        }
    }

    /// <summary>Does everything that is due.</summary>
    private void Drain(Moment now)
    {
        while (_end is null && NextDue() is var (due, id) && due <= now)
            if (id is { } wake)
                Wake(wake, now);
            else
                Answer(now);
    }

    private (Moment Due, int? Wake)? NextDue()
    {
        (Moment Due, int? Wake)? next = null;
        foreach ((Moment due, _) in _answers)
            if (next is null || due < next.Value.Due)
                next = (due, null);
        foreach ((int id, Moment due) in _wakes)
            if (next is null || due < next.Value.Due)
                next = (due, id);
        return next;
    }

    private void Wake(int id, Moment now)
    {
        _wakes.Remove(id);
        Step(Observation.MomentReached(id, now));
    }

    private void Answer(Moment now)
    {
        int first = _answers.FindIndex(answer => answer.Due <= now);
        if (first < 0)
            return;
        Observation answer = _answers[first].Observation;
        _answers.RemoveAt(first);
        Step(answer);
    }

    private void Step(in Observation observation) => Take(observation, _controller.Step(_state, observation), observation.At);

    private void Take(in Observation observation, Transition transition, Moment now)
    {
        _journal.Add(observation, transition);
        _state = transition.State;
        foreach (Effect effect in transition.Effects)
            CarryOut(effect, now);
        if (_state.Outcome != RolloutOutcome.Open)
            _end ??= new RecordEnd.Decided(now, _state.Outcome);
    }

    private void CarryOut(Effect effect, Moment now)
    {
        switch (effect.Kind)
        {
            case EffectKind.Wake:
                _wakes[effect.Id] = effect.At;
                break;
            case EffectKind.Cancel:
                _wakes.Remove(effect.Id);
                break;
            case EffectKind.Measure when _pipeline.Lacks(now, effect.Query) is { } lacking:
                _end ??= new RecordEnd.AnswerMissing(now, lacking);
                break;
            case EffectKind.Measure:
                Moment answered = _pipeline.AnswerOf(now);
                _answers.Add((answered, Observation.MeasurementAnswered(effect.Id, answered, _pipeline.Answer(now, effect.Query))));
                break;
            case EffectKind.CallHook when effect.Hook == HookKind.Question && _state.Outcome == RolloutOutcome.Open:
                if (_hooks.Answer(effect.Text) is var (delay, accepted))
                    _answers.Add((now + delay, Observation.HookAnswered(effect.Id, accepted, now + delay)));
                else if (!_hooks.Has(effect.Text))
                    _end ??= new RecordEnd.HookMissing(now, effect.Text);
                break;
            default:
                _wanted = After(_wanted, effect);
                break;
        }
    }

    /// <summary>The record goes on.</summary>
    private void Follow(ImmutableArray<Effect> effects)
    {
        foreach (Effect effect in effects)
            _recorded = After(_recorded, effect);
    }

    private static (TrafficWeight Weight, bool IsMirroring) After((TrafficWeight Weight, bool IsMirroring) before, Effect effect) => effect.Kind switch
    {
        EffectKind.SetWeight => (effect.Weight, before.IsMirroring),
        EffectKind.Mirror => (before.Weight, effect.On),
        _ => before,
    };

    private void Compare(Moment now)
    {
        if (_end is null && _wanted.Weight.CompareTo(_recorded.Weight) != 0)
            _end = new RecordEnd.WeightsDiffer(now, _recorded.Weight, _wanted.Weight);
        else if (_end is null && _wanted.IsMirroring != _recorded.IsMirroring)
            _end = new RecordEnd.MirroringDiffers(now, _recorded.IsMirroring);
    }
}
