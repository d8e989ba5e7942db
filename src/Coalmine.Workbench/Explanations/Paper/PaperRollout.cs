using System.Collections.Immutable;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Workbench.Explanations.Schedules;

namespace Coalmine.Workbench.Explanations.Paper;

/// <summary>
/// A shell for a controller in a world on paper: carries its effects out and writes down what happens. It decides nothing, so that a schedule is what the
/// controller itself does. Ends with the rollout, where somebody is waited for, or with the paper.
/// </summary>
/// <param name="controller">The controller.</param>
/// <param name="world">The world.</param>
internal sealed class PaperRollout(IRolloutController controller, PaperWorld world)
{
    private const int MostSteps = 200_000;
    private readonly PaperAgenda _agenda = new();
    private readonly ImmutableArray<ScheduleRow>.Builder _rows = ImmutableArray.CreateBuilder<ScheduleRow>();
    private readonly List<string> _asked = [];
    private readonly List<string> _said = [];
    private readonly PaperPods[] _pods = [new(world.BaselinePods, world.BaselinePods, 1), new(0, 0, 1)];
    private TrafficWeight _weight = TrafficWeight.None;
    private Moment _weightSince;
    private double _canarySeconds;
    private bool _waits;

    /// <summary>What happened, a row a second in which anything did.</summary>
    public ImmutableArray<ScheduleRow> Rows => _rows.ToImmutable();

    /// <summary>How it stands at the end.</summary>
    public RolloutOutcome Outcome { get; private set; }

    /// <summary>Whether it waits for somebody.</summary>
    public bool WaitsForSomebody => _waits && Outcome == RolloutOutcome.Open;

    /// <summary>Seconds from the beginning to the end.</summary>
    public double Seconds { get; private set; }

    /// <summary>The canary's share of the requests until the end, from 0 to 1.</summary>
    public double CanaryShare => Seconds <= 0 ? 0 : _canarySeconds / Seconds;

    /// <summary>Runs it.</summary>
    public PaperRollout Run()
    {
        Transition transition = controller.Begin(controller.CreateMemory(), Moment.Start);
        Tell(Arm.Baseline, Moment.Start);
        Take(transition, Moment.Start);
        RolloutState state = transition.State;
        Moment now = Moment.Start;
        for (int step = 0; step < MostSteps && state.Outcome == RolloutOutcome.Open && !_waits; step++)
        {
            Moment next = _agenda.Next;
            if (next > Moment.After(world.Horizon))
                break;
            if (Second(next) > Second(now))
                Close(now);
            now = next;
            transition = controller.Step(state, _agenda.Take());
            Take(transition, now);
            state = transition.State;
        }

        Outcome = state.Outcome;
        Close(now);
        Seconds = _rows.Count > 0 ? _rows[^1].Seconds : 0;
        _canarySeconds += _weight.Share * Math.Max(0, Seconds - _weightSince.Seconds);
        return this;
    }

    private static double Second(Moment moment) => Math.Round(moment.Seconds);

    private void Take(in Transition transition, Moment now)
    {
        int before = _said.Count;
        foreach (ref readonly Effect effect in transition.Effects)
            CarryOut(effect, now);
        Decision decision = transition.Decision;
        if (world.Follows is { } follows)
            follows(new PaperStep(now, decision, Doubts(transition), _weight, transition.State.Outcome));
        if (decision.Kind is DecisionKind.None or DecisionKind.Hold || _said.Skip(before).Contains(decision.Message))
            return;
        _said.Add(controller.Words.Sentence(decision));
    }

    private ImmutableArray<string> Doubts(in Transition transition)
    {
        ImmutableArray<string>.Builder doubts = ImmutableArray.CreateBuilder<string>();
        foreach (ref readonly CheckVerdict verdict in transition.Verdicts)
            if (verdict.Kind != VerdictKind.Pass)
                doubts.Add(controller.Words.Sentence(verdict));
        return doubts.ToImmutable();
    }

    private void Close(Moment now)
    {
        (PaperPods baseline, PaperPods canary) = (_pods[(int)Arm.Baseline], _pods[(int)Arm.Canary]);
        ScheduleRow row = new(Second(now), _weight)
        {
            BaselinePods = baseline.Serving,
            CanaryPods = canary.Serving,
            CanaryWanted = canary.Wanted,
            Asked = [.. _asked.Distinct()],
            Said = [.. _said.Distinct()],
        };
        _asked.Clear();
        _said.Clear();
        bool isNews = _rows.Count == 0 || !row.Asked.IsEmpty || !row.Said.IsEmpty || row.Weight.CompareTo(_rows[^1].Weight) != 0
            || (row.BaselinePods, row.CanaryPods, row.CanaryWanted) != (_rows[^1].BaselinePods, _rows[^1].CanaryPods, _rows[^1].CanaryWanted);
        if (isNews)
            _rows.Add(row);
    }

    private void CarryOut(in Effect effect, Moment now)
    {
        (int id, int query, string text) = (effect.Id, effect.Query, effect.Text);
        switch (effect.Kind)
        {
            case EffectKind.Wake:
                _agenda.Cancel(id);
                _agenda.Add(id, Moment.Later(effect.At, now), at => Observation.MomentReached(id, at));
                break;
            case EffectKind.Cancel:
                _agenda.Cancel(id);
                break;
            case EffectKind.Measure:
                if (query >= 0)
                    _asked.Add(controller.Words.Checks[controller.Measurements.Queries[query].Check].Check);
                _agenda.Add(id, now, at => Observation.MeasurementAnswered(id, at, world.Measures?.Invoke(query, at) ?? Answers(query)));
                break;
            case EffectKind.CallHook:
                _asked.Add($"hook {text}");
                _agenda.Add(id, now, at => Observation.HookAnswered(id, world.Accepts(text), at));
                break;
            case EffectKind.SetWeight:
                SetWeight(effect.Weight, now);
                break;
            case EffectKind.Scale:
                Scale(effect.Arm, effect.Replicas, now);
                break;
            case EffectKind.Promote:
                Renew(now);
                break;
            case EffectKind.Record:
                _said.Add(text);
                break;
            case EffectKind.Pause:
                _waits = true;
                break;
            default:
                break;
        }
    }

    private Measurements Answers(int query)
    {
        QueryAnswer[] answers = new QueryAnswer[controller.Measurements.Queries.Length];
        answers[query] = world.Answer(query);
        return new Measurements(new SampleWindow([]), answers);
    }

    private void SetWeight(TrafficWeight weight, Moment now)
    {
        _canarySeconds += _weight.Share * (now.Seconds - _weightSince.Seconds);
        (_weight, _weightSince) = (weight, now);
        _agenda.Add(now, at => Observation.WeightObserved(weight, at));
    }

    private void Scale(Arm arm, int replicas, Moment now)
    {
        PaperPods before = _pods[(int)arm];
        _pods[(int)arm] = before with { Wanted = replicas, Serving = Math.Min(before.Serving, replicas) };
        Tell(arm, now);
        if (replicas <= before.Serving)
            return;
        _agenda.Add(now + world.PodStart, at =>
        {
            PaperPods pods = _pods[(int)arm];
            _pods[(int)arm] = pods with { Serving = Math.Max(pods.Serving, Math.Min(replicas, pods.Wanted)) };
            return Observation.WorkloadObserved(arm, _pods[(int)arm].Count, at);
        });
    }

    /// <summary>The baseline's pods are replaced by some with the new revision, one after another, so that all serve all the time.</summary>
    private void Renew(Moment now) => _agenda.Add(now + world.PodStart, at =>
    {
        PaperPods pods = _pods[(int)Arm.Baseline];
        _pods[(int)Arm.Baseline] = pods with { Revision = pods.Revision + 1 };
        return Observation.WorkloadObserved(Arm.Baseline, _pods[(int)Arm.Baseline].Count, at);
    });

    private void Tell(Arm arm, Moment at) => _agenda.Add(at, now => Observation.WorkloadObserved(arm, _pods[(int)arm].Count, now));
}
