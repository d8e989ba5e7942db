using System.Collections.Immutable;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Tests.Worlds;

/// <summary>
/// A small shell: keeps the wakes, scrapes every 15 s, answers measurements and hooks, and says what the script says at its times. It writes every step down
/// in a journal, and decides nothing.
/// </summary>
internal sealed class ScriptedWorld
{
    private const int MostEntries = 20_000;
    private readonly SortedDictionary<int, Moment> _wakes = [];
    private readonly ImmutableArray<CounterKey> _columns;
    private readonly double[] _counters;
    private readonly NativeController _controller;
    private Moment _scrapedUntil = new(-15_000_000_000);
    private SampleWindow _window = new([]);
    private RolloutState _state;

    public ScriptedWorld(BoundPolicy policy, int baselinePods = 3, int canaryPods = 1)
    {
        _controller = new NativeController(policy);
        Policy = policy;
        Journal = new RolloutJournal(_controller.Words);
        _columns = policy.Measurements.Columns(baselinePods, canaryPods);
        _counters = new double[_columns.Length];
        Pods = (baselinePods, canaryPods);
    }

    public BoundPolicy Policy { get; }

    public RolloutJournal Journal { get; }

    public Moment Now { get; private set; }

    public TrafficWeight Weight { get; private set; } = TrafficWeight.None;

    public bool IsMirroring { get; private set; }

    public RolloutOutcome Outcome => _state.Outcome;

    public RolloutState State => _state;

    /// <summary>What is added to a counter in one scrape interval; NaN for a scrape that fails.</summary>
    public Func<ScriptedWorld, CounterKey, double> Increment { get; set; } = Healthy;

    /// <summary>Answers of queries.</summary>
    public Func<ScriptedWorld, QueryNeed, QueryAnswer> Answer { get; set; } = (_, _) => QueryAnswer.NoData;

    /// <summary>Hooks that answer, and what they say; others never answer.</summary>
    public Dictionary<string, bool> Hooks { get; } = [];

    /// <summary>What is said unasked, at its moment.</summary>
    public List<Observation> Script { get; } = [];

    /// <summary>Whether the routers are seen to follow; they do at once.</summary>
    public bool ReportsWeights { get; set; } = true;

    /// <summary>Called with the state before each step, and the observation it will be given.</summary>
    public Action<RolloutState, Observation> BeforeStep { get; set; } = (_, _) => { };

    public (int Baseline, int Canary) Pods { get; }

    /// <summary>All effects so far.</summary>
    public IEnumerable<Effect> Effects => Journal.Entries.SelectMany(entry => entry.Effects);

    /// <summary>The decisions that changed or ended something, with their minutes.</summary>
    public IEnumerable<(double Minutes, string Sentence)> Milestones => Journal.Entries
        .Where(entry => entry.Decision.Kind is DecisionKind.Advance or DecisionKind.Pause or DecisionKind.Promote or DecisionKind.RollBack)
        .Select(entry => (entry.Decision.At.Seconds / 60, entry.Sentences[^1]));

    /// <summary>200 requests a second, 1 % errors, p99 below every limit, 20 % labelled, 3 % wrong, 3 % conversions: the same on both arms.</summary>
    public static double Healthy(ScriptedWorld world, CounterKey key)
    {
        double share = key.Arm == Arm.Canary ? world.Weight.Share / world.Pods.Canary : (1 - world.Weight.Share) / world.Pods.Baseline;
        double requests = 3000 * share;
        double pairs = world.IsMirroring ? 3000 : 0;
        return key.Kind switch
        {
            CounterKind.Requests or CounterKind.RevenueCount => requests,
            CounterKind.Errors => 0.01 * requests,
            CounterKind.LatencyBucket => requests * new[] { 0.5, 0.95, 0.988, 0.994, 0.997, 0.999, 1 }[key.Bound],
            CounterKind.LatencySum => 0.06 * requests,
            CounterKind.Labelled => 0.2 * requests,
            CounterKind.Right => 0.2 * 0.97 * requests,
            CounterKind.Conversions => 0.03 * requests,
            CounterKind.RevenueBucket => requests * (key.Bound < 2 ? 0.97 : 1),
            CounterKind.RevenueSum => 0.15 * requests,
            CounterKind.PairsCompared => pairs,
            CounterKind.PairsDisagreeing => 0.02 * pairs,
            CounterKind.PairsLabelled => 0.2 * pairs,
            CounterKind.PairsCanaryOnlyWrong => 0.2 * 0.01 * pairs,
            CounterKind.PairsBaselineOnlyWrong => 0.2 * 0.01 * pairs,
            _ => throw new InvalidOperationException("Unreachable: the kinds are closed."),
        };
    }

    /// <summary>Begins and goes on until nothing is due any more, or until a moment.</summary>
    public ScriptedWorld Run(Moment? until = null)
    {
        Transition begin = _controller.Begin(_controller.CreateMemory(), Moment.Start);
        Write(default, begin);
        while (Next() is { } observation && observation.At <= (until ?? Moment.Never))
        {
            if (Journal.Entries.Count > MostEntries)
                throw new InvalidOperationException("The rollout does not end.");
            if (!Script.Remove(observation))
                _wakes.Remove(observation.Id);
            Tell(observation);
        }

        return this;
    }

    /// <summary>Gives the controller one observation and carries out what it asks for.</summary>
    public void Tell(Observation observation)
    {
        Now = Moment.Later(Now, observation.At);
        BeforeStep(_state, observation);
        Write(observation, _controller.Step(_state, observation));
    }

    private void Write(Observation observation, Transition transition)
    {
        Journal.Add(observation, transition);
        _state = transition.State;
        foreach (Effect effect in transition.Effects.ToArray())
            CarryOut(effect);
    }

    private void CarryOut(Effect effect)
    {
        switch (effect.Kind)
        {
            case EffectKind.Wake:
                _wakes[effect.Id] = effect.At;
                break;
            case EffectKind.Cancel:
                _wakes.Remove(effect.Id);
                break;
            case EffectKind.Measure:
                Tell(Observation.MeasurementAnswered(effect.Id, Now, Measure()));
                break;
            case EffectKind.SetWeight:
                Scrape();
                Weight = effect.Weight;
                if (ReportsWeights)
                    Tell(Observation.WeightObserved(effect.Weight, Now));
                break;
            case EffectKind.Mirror:
                Scrape();
                IsMirroring = effect.On;
                break;
            case EffectKind.CallHook when Hooks.TryGetValue(effect.Text, out bool accepts):
                Tell(Observation.HookAnswered(effect.Id, accepts, Now));
                break;
            default:
                break;
        }
    }


    private Measurements Measure()
    {
        Scrape();
        SampleWindow window = _window;
        _window = new SampleWindow(_columns);
        return new Measurements(window, [.. Policy.Measurements.Queries.Select(need => Answer(this, need))]);
    }

    /// <summary>Scrapes every 15 s up to now.</summary>
    private void Scrape()
    {
        if (_window.Columns != _columns)
            _window = new SampleWindow(_columns);
        while (_scrapedUntil + TimeSpan.FromSeconds(15) <= Now)
        {
            _scrapedUntil += TimeSpan.FromSeconds(15);
            Span<double> row = _window.Add(_scrapedUntil);
            for (int i = 0; i < _columns.Length; i++)
            {
                double added = Increment(this, _columns[i]);
                _counters[i] += double.IsNaN(added) ? 0 : added;
                row[i] = double.IsNaN(added) ? double.NaN : _counters[i];
            }
        }
    }

    private Observation? Next()
    {
        Observation? next = Script.Count == 0 ? null : Script.MinBy(observation => observation.At);
        foreach ((int id, Moment at) in _wakes)
            if (next is null || at < next.Value.At)
                next = Observation.MomentReached(id, Moment.Later(at, Now));
        return next;
    }
}
