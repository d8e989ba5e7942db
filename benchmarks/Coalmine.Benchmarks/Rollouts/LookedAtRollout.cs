using System.Collections.Immutable;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Controllers.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Benchmarks.Rollouts;

/// <summary>
/// A rollout that only looks: one step that never ends, six checks (p99, errors and accuracy, each with a limit and against the baseline), one scrape a look of
/// one pod an arm, the same healthy counts in each. Nothing is simulated: what is timed is evidence, evaluator and controller.
/// </summary>
internal sealed class LookedAtRollout
{
    private const int LooksOfARollout = 1000;
    private const double Requests = 15_000;
    private readonly NativeController _controller;
    private readonly RolloutMemory _memory;
    private readonly ImmutableArray<CounterKey> _columns;
    private readonly double[] _counters;
    private readonly SampleWindow _window;
    private readonly Measurements _measurements;
    private RolloutState _state;
    private int _wake;
    private int _look;

    public LookedAtRollout(CheckMethod method)
    {
        Policy policy = PolicyWith(method);
        TelemetryShape shape = new() { LatencyBounds = [0.1, 0.2, 0.3, 0.375, 0.45, 0.6], HasLabels = true, ScrapeInterval = TimeSpan.FromSeconds(15) };
        BoundPolicy bound = ((PolicyBinding.Bound)BoundPolicy.Bind(policy, shape)).Policy;
        _controller = new NativeController(bound);
        _memory = _controller.CreateMemory();
        _columns = bound.Measurements.Columns(1, 1);
        _counters = new double[_columns.Length];
        _window = new SampleWindow(_columns);
        _measurements = new Measurements(_window, []);
        Begin();
    }

    /// <summary>One look: its moment is reached, the samples come, the checks are judged and the next look is set. Returns its number.</summary>
    public int Look()
    {
        if (_state.Outcome != RolloutOutcome.Open)
            throw new InvalidOperationException("The rollout has ended: it would time nothing.");
        if (_look >= LooksOfARollout)
            Begin();
        Take();
        return _look;
    }

    private void Take()
    {
        Moment at = Moment.FromSeconds(15 * ++_look);
        for (int i = 0; i < _columns.Length; i++)
            _counters[i] += Increment(_columns[i]);
        _window.Clear();
        _counters.CopyTo(_window.Add(at));
        Transition asked = _controller.Step(_state, Observation.MomentReached(_wake, at));
        int measurement = IdOf(asked, EffectKind.Measure);
        _state = _controller.Step(asked.State, Observation.MeasurementAnswered(measurement, at, _measurements)).State;
    }

    // The first scrape is the reference that counts nothing.
    private void Begin()
    {
        Array.Clear(_counters);
        Transition begun = _controller.Begin(_memory, Moment.Start);
        (_state, _wake, _look) = (begun.State, IdOf(begun, EffectKind.Wake), 0);
        Take();
    }

    // The newest of its kind: a controller sets its longest wake first.
    private static int IdOf(in Transition transition, EffectKind kind)
    {
        int id = -1;
        foreach (Effect effect in transition.Effects)
            if (effect.Kind == kind)
                id = effect.Id;
        return id;
    }

    // Counts around the rates of a healthy service, moved a little from look to look so that nothing is constant.
    private double Increment(in CounterKey key)
    {
        double requests = key.Arm == Arm.Canary ? Requests / 10 : Requests;
        double share = key.Kind switch
        {
            CounterKind.Errors => 0.004 + 0.0002 * (_look % 5),
            CounterKind.LatencyBucket => 0.97 + 0.005 * key.Bound + 0.0001 * (_look % 7),
            CounterKind.Right => 0.96 + 0.001 * (_look % 3),
            _ => 1,
        };
        return Math.Round(requests * Math.Min(1, share));
    }

    private static Policy PolicyWith(CheckMethod method) => new()
    {
        Name = method.Name,
        Plan = new RolloutPlan
        {
            Maximum = TimeSpan.FromDays(30),
            Steps =
            [
                new PlanStep(new TrafficWeight(10), TimeSpan.FromSeconds(15), 1, TimeSpan.FromDays(30), EvidenceMinimum.None, StepPause.None),
            ],
        },
        Inconclusive = new WaitingRule(TimeSpan.FromDays(30), Fallback.Pause),
        Checks =
        [
            Check("p99 limit", new Metric.LatencyQuantile(0.99), new Requirement.AtMost(0.45), method),
            Check("p99 relative", new Metric.LatencyQuantile(0.99), new Requirement.NotWorseThanBaseline(new Margin.Relative(0.2)), method),
            Check("errors limit", new Metric.Errors(), new Requirement.AtMost(0.01), method),
            Check("errors relative", new Metric.Errors(), new Requirement.NotWorseThanBaseline(new Margin.Points(0.005)), method),
            Check("accuracy limit", new Metric.Accuracy(), new Requirement.AtLeast(0.94), method),
            Check("accuracy relative", new Metric.Accuracy(), new Requirement.NotWorseThanBaseline(new Margin.Points(0.02)), method),
        ],
    };

    private static Check Check(string name, Metric metric, Requirement requirement, CheckMethod method) =>
        new() { Name = name, Metric = metric, Requirement = requirement, Method = method };
}
