using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Tests.Controllers.Argo;

/// <summary>A small shell that runs pods: keeps the wakes, starts pods after a time, answers queries at once, says what the script says. Decides nothing.</summary>
internal sealed class ArgoShell(ArgoController controller, int podStartSeconds, int baselinePods = 10)
{
    private const int MostSteps = 20_000;
    private readonly List<(Moment At, Func<Moment, Observation> Tell)> _due = [];
    private readonly Dictionary<Arm, (int Desired, int Available)> _pods = new() { [Arm.Baseline] = (baselinePods, baselinePods), [Arm.Canary] = (0, 0) };
    private Moment? _wake;
    private RolloutState _state;

    /// <summary>The record.</summary>
    public RolloutJournal Journal { get; } = new(controller.Words);

    /// <summary>What a query is answered.</summary>
    public Func<Moment, int, QueryAnswer> Answer { get; set; } = (_, _) => QueryAnswer.OfSeries(new[] { 0.99 });

    /// <summary>The state.</summary>
    public RolloutState State => _state;

    /// <summary>How it stands.</summary>
    public RolloutOutcome Outcome => _state.Outcome;

    /// <summary>Weights asked for, with their seconds.</summary>
    public List<string> Weights { get; } = [];

    /// <summary>Says a word at a second.</summary>
    public ArgoShell Say(double second, OperatorWord word)
    {
        _due.Add((Moment.FromSeconds(second), at => Observation.OperatorSaid(word, at)));
        return this;
    }

    /// <summary>Goes on until the rollout has ended, or until a second.</summary>
    public ArgoShell Run(double until)
    {
        Transition transition = controller.Begin(controller.CreateMemory(), Moment.Start);
        Write(default, transition, Moment.Start);
        Tell(Moment.Start, Arm.Baseline);
        for (int i = 0; i < MostSteps && _state.Outcome == RolloutOutcome.Open; i++)
        {
            if (Next() is not { } next || next.At > Moment.FromSeconds(until))
                return this;
            Observation observation = next.Tell(next.At);
            transition = controller.Step(_state, observation);
            Write(observation, transition, next.At);
        }

        return this;
    }

    private (Moment At, Func<Moment, Observation> Tell)? Next()
    {
        int first = -1;
        for (int i = 0; i < _due.Count; i++)
        {
            if (first < 0 || _due[i].At < _due[first].At)
                first = i;
        }

        if (_wake is { } wake && (first < 0 || wake < _due[first].At))
        {
            _wake = null;
            return (wake, at => Observation.MomentReached(-1, at));
        }

        if (first < 0)
            return null;
        (Moment At, Func<Moment, Observation> Tell) due = _due[first];
        _due.RemoveAt(first);
        return due;
    }

    private void Write(in Observation observation, in Transition transition, Moment now)
    {
        Journal.Add(observation.Kept(), transition);
        _state = transition.State;
        foreach (ref readonly Effect effect in transition.Effects)
            CarryOut(effect, now);
    }

    private void CarryOut(in Effect effect, Moment now)
    {
        switch (effect.Kind)
        {
            case EffectKind.Wake:
                _wake = Moment.Later(effect.At, now);
                break;
            case EffectKind.Cancel:
                _wake = null;
                break;
            case EffectKind.SetWeight:
                Weights.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Math.Round(now.Seconds, 3)} {effect.Weight}"));
                break;
            case EffectKind.Measure:
                (int id, int query) = (effect.Id, effect.Query);
                _due.Add((now, at =>
                {
                    QueryAnswer[] answers = new QueryAnswer[controller.Measurements.Queries.Length];
                    answers[query] = Answer(at, query);
                    return Observation.MeasurementAnswered(id, at, new Measurements(new SampleWindow([]), answers));
                }
                ));
                break;
            case EffectKind.Scale:
                Scale(effect.Arm, effect.Replicas, now);
                break;
            default:
                break;
        }
    }

    private void Scale(Arm arm, int replicas, Moment now)
    {
        _pods[arm] = (replicas, Math.Min(_pods[arm].Available, replicas));
        Tell(now, arm);
        if (replicas > _pods[arm].Available)
        {
            _due.Add((now + TimeSpan.FromSeconds(podStartSeconds), at =>
            {
                _pods[arm] = _pods[arm] with { Available = Math.Max(_pods[arm].Available, Math.Min(replicas, _pods[arm].Desired)) };
                return Counted(arm, at);
            }
            ));
        }
    }

    private void Tell(Moment at, Arm arm) => _due.Add((at, now => Counted(arm, now)));

    private Observation Counted(Arm arm, Moment at) =>
        Observation.WorkloadObserved(arm, new WorkloadCount(_pods[arm].Desired, _pods[arm].Desired, _pods[arm].Available, 1), at);
}
