using System.Collections.Immutable;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Tests.Worlds;

/// <summary>Asks the evaluator look by look, without a controller: a scrape every 15 s, counts given as what is added in each scrape interval.</summary>
internal sealed class Looks
{
    private readonly Evaluator _evaluator;
    private readonly ImmutableArray<CounterKey> _columns;
    private readonly double[] _counters;
    private double _seconds;
    private bool _isReferenced;

    public Looks(BoundPolicy policy, int baselinePods = 1, int canaryPods = 1)
    {
        Policy = policy;
        State = EvaluationState.For(policy);
        _evaluator = new Evaluator(policy);
        _columns = policy.Measurements.Columns(baselinePods, canaryPods);
        _counters = new double[_columns.Length];
    }

    public BoundPolicy Policy { get; }

    public EvaluationState State { get; }

    public bool IsShadow { get; set; }

    public bool BaselineServes { get; set; } = true;

    public QueryAnswer[] Answers { get; set; } = [];

    public LookSummary Summary { get; private set; }

    /// <summary>When the present step began.</summary>
    private Moment StepBegan { get; set; } = Moment.Start;

    public CheckVerdict[] Verdicts => State.Verdicts;

    /// <summary>
    /// One look after so many scrape intervals; the very first scrape of all is added as the reference. A NaN increment is a missed scrape of that series.
    /// </summary>
    public CheckVerdict[] Next(int intervals, Func<CounterKey, double> increment)
    {
        SampleWindow window = new(_columns);
        if (!_isReferenced)
        {
            _isReferenced = true;
            _counters.CopyTo(window.Add(Moment.FromSeconds(_seconds)));
        }

        for (int i = 0; i < intervals; i++)
        {
            _seconds += 15;
            Span<double> row = window.Add(Moment.FromSeconds(_seconds));
            for (int column = 0; column < _columns.Length; column++)
            {
                double added = increment(_columns[column]);
                _counters[column] += double.IsNaN(added) ? 0 : added;
                row[column] = double.IsNaN(added) ? double.NaN : _counters[column];
            }
        }

        LookContext look = new(Moment.FromSeconds(_seconds), StepBegan, WeightMove.At(Moment.Start), IsShadow, BaselineServes);
        Summary = _evaluator.Look(State, new Measurements(window, Answers), look);
        return State.Verdicts;
    }

    /// <summary>Begins a new step at the time of the last look.</summary>
    public void BeginStep()
    {
        StepBegan = Moment.FromSeconds(_seconds);
        State.Ledger.BeginStep();
    }

    /// <summary>The sentence of a check at the last look.</summary>
    public string Sentence(int check = 0) => VerdictMessages.Sentence(Policy, Verdicts[check]);

    /// <summary>Counts of a two-armed share: events out of trials on each arm.</summary>
    public static Func<CounterKey, double> Counts(
        CounterKind events, CounterKind trials, (double Events, double Trials) canary, (double Events, double Trials) baseline) => key =>
    {
        (double x, double n) = key.Arm == Arm.Canary ? canary : baseline;
        return key.Kind == events ? x : key.Kind == trials ? n : 0;
    };

    /// <summary>Errors among requests on each arm.</summary>
    public static Func<CounterKey, double> Errors(double canaryErrors, double canary, double baselineErrors, double baseline) =>
        Counts(CounterKind.Errors, CounterKind.Requests, (canaryErrors, canary), (baselineErrors, baseline));
}
