using Coalmine.Rollouts.Controllers.Flagger;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Tests.Controllers.Flagger;

/// <summary>
/// A small shell that runs pods: three of the baseline from the beginning, those of the canary some time after they are asked for, a promoted baseline as long
/// after its promotion. Answers metrics and hooks at once, or hooks after a delay, and decides nothing.
/// </summary>
internal sealed class PodWorld
{
    private readonly PriorityQueue<Observation, (long At, int Order)> _agenda = new();
    private readonly Dictionary<int, Moment> _wakes = [];
    private readonly FlaggerController _controller;
    private RolloutState _state;
    private int _order;
    private int _baselineRevision = 1;

    public PodWorld(FlaggerController controller)
    {
        _controller = controller;
        Journal = new RolloutJournal(controller.Words);
    }

    public RolloutJournal Journal { get; }

    public RolloutOutcome Outcome { get; private set; }

    public TimeSpan PodStart { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Whether new canary pods ever become available.</summary>
    public bool CanaryStarts { get; set; } = true;

    public Dictionary<string, bool> Hooks { get; } = [];

    public TimeSpan HookDelay { get; set; }

    public Func<Moment, QueryAnswer> Answer { get; set; } = _ => QueryAnswer.OfSeries(new double[] { 1 });

    public IEnumerable<(double Minutes, string Sentence)> Milestones => Journal.Entries
        .Where(entry => entry.Decision.Kind is DecisionKind.Advance or DecisionKind.Promote or DecisionKind.RollBack)
        .Select(entry => (entry.Decision.At.Seconds / 60, entry.Sentences[^1]));

    public IEnumerable<(double Minutes, Effect Effect)> Effects =>
        Journal.Entries.SelectMany(entry => entry.Effects, (entry, effect) => (entry.Observation.At.Seconds / 60, effect));

    public Observation[] Observations => [.. Journal.Entries.Skip(1).Select(entry => entry.Observation)];

    public PodWorld Say(OperatorWord word, double minutes) => Say(Observation.OperatorSaid(word, Moment.FromSeconds(60 * minutes)));

    public PodWorld Say(Observation observation)
    {
        Add(observation);
        return this;
    }

    public PodWorld Run(double minutes = 240)
    {
        Add(Observation.WorkloadObserved(Arm.Baseline, new WorkloadCount(3, 3, 3, _baselineRevision), Moment.Start));
        Write(default, _controller.Begin(_controller.CreateMemory(), Moment.Start), Moment.Start);
        while (Outcome == RolloutOutcome.Open && _agenda.TryDequeue(out Observation next, out _) && next.At.Seconds <= 60 * minutes)
        {
            bool isStale = next.Kind == ObservationKind.MomentReached && (!_wakes.TryGetValue(next.Id, out Moment due) || due != next.At);
            if (!isStale)
                Write(next, _controller.Step(_state, next), next.At);
        }

        return this;
    }

    private void Write(Observation observation, Transition transition, Moment now)
    {
        Journal.Add(observation.Kept(), transition);
        _state = transition.State;
        Outcome = _state.Outcome;
        foreach (Effect effect in transition.Effects.ToArray())
            CarryOut(effect, now);
    }

    private void CarryOut(Effect effect, Moment now)
    {
        switch (effect.Kind)
        {
            case EffectKind.Wake:
                _wakes[effect.Id] = effect.At;
                Add(Observation.MomentReached(effect.Id, effect.At));
                break;
            case EffectKind.Cancel:
                _wakes.Remove(effect.Id);
                break;
            case EffectKind.Measure:
                Add(Observation.MeasurementAnswered(effect.Id, now, new Measurements(new SampleWindow([]), [Answer(now)])));
                break;
            case EffectKind.CallHook when Hooks.TryGetValue(effect.Text, out bool accepts):
                Add(Observation.HookAnswered(effect.Id, accepts, now + HookDelay));
                break;
            case EffectKind.SetWeight:
                Add(Observation.WeightObserved(effect.Weight, now));
                break;
            case EffectKind.Scale:
                Add(Observation.WorkloadObserved(effect.Arm, new WorkloadCount(effect.Replicas, effect.Replicas, 0, 2), now));
                if (effect.Replicas > 0 && CanaryStarts)
                    Add(Observation.WorkloadObserved(effect.Arm, new WorkloadCount(effect.Replicas, effect.Replicas, effect.Replicas, 2), now + PodStart));
                break;
            case EffectKind.Promote:
                _baselineRevision = 2;
                Add(Observation.WorkloadObserved(Arm.Baseline, new WorkloadCount(3, 3, 3, _baselineRevision), now + PodStart));
                break;
            default:
                break;
        }
    }

    private void Add(Observation observation) => _agenda.Enqueue(observation, (observation.At.Nanoseconds, _order++));
}
