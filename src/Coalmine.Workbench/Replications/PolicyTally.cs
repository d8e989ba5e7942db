using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation;
using Coalmine.Simulation.Watching;

namespace Coalmine.Workbench.Replications;

/// <summary>What became of the replications of one policy in one scenario, in bounded memory.</summary>
public sealed class PolicyTally
{
    private readonly long[] _outcomes = new long[5];
    private readonly List<AlertTally> _alerts = [];

    /// <summary>Rollouts counted.</summary>
    public long Count { get; private set; }

    /// <summary>Rollouts whose rollback was a detection.</summary>
    public long Detected { get; private set; }

    /// <summary>Seconds from the onset to the detection, of the detected ones only; the others are censored at the horizon.</summary>
    public ValueCounts Detections { get; } = new(ValueRounding.WholeUnits);

    /// <summary>Seconds until the rollout ended; the horizon for open ones.</summary>
    public ValueCounts Durations { get; } = new(ValueRounding.WholeUnits);

    /// <summary>The measures that are numbers, in the order of <see cref="Measure"/>.</summary>
    private readonly MeasureTally[] _measures = Enum.GetValues<Measure>().Select(_ => new MeasureTally()).ToArray();

    /// <summary>Where and by what they ended.</summary>
    public EndTally Ends { get; } = new();

    /// <summary>The replications worth telling.</summary>
    public ExampleTally Examples { get; } = new();

    /// <summary>The alerts that looked on, in their order; none where nobody did.</summary>
    public IReadOnlyList<AlertTally> Alerts => _alerts;

    /// <summary>Rollouts that ended so.</summary>
    public long Of(RolloutOutcome outcome) => _outcomes[(int)outcome];

    /// <summary>The values of a measure.</summary>
    public MeasureTally Of(Measure measure) => _measures[(int)measure];

    /// <summary>Adds a rollout.</summary>
    public void Add(in RolloutResult result)
    {
        Count++;
        _outcomes[(int)result.Outcome]++;
        Durations.Add(result.EndedAt.Seconds);
        Ends.Add(result);
        Examples.Add(result);
        if (result.Detected)
        {
            Detected++;
            Detections.Add(result.DetectionSeconds);
        }

        foreach (Measure measure in Enum.GetValues<Measure>())
            _measures[(int)measure].Add(measure.Of(result));
    }

    /// <summary>Adds what the alerts did in the rollout that was added last.</summary>
    /// <param name="source">It has just run the rollout.</param>
    /// <param name="endedAt">When the rollout ended.</param>
    /// <param name="onset">Since when something is wrong in the scenario.</param>
    public void AddAlerts(IRolloutSource source, Moment endedAt, TimeSpan onset)
    {
        ReadOnlySpan<AlertRecord> records = source.Alerts;
        for (int alert = 0; alert < records.Length; alert++)
            TallyOf(alert).Add(records[alert], endedAt, source.WatchedUntil.SinceStart, onset);
    }

    /// <summary>Adds the rollouts of a later block.</summary>
    public void Add(PolicyTally later)
    {
        Count += later.Count;
        Detected += later.Detected;
        for (int outcome = 0; outcome < _outcomes.Length; outcome++)
            _outcomes[outcome] += later._outcomes[outcome];
        Detections.Add(later.Detections);
        Durations.Add(later.Durations);
        Ends.Add(later.Ends);
        Examples.Add(later.Examples);
        for (int measure = 0; measure < _measures.Length; measure++)
            _measures[measure].Add(later._measures[measure]);
        for (int alert = 0; alert < later._alerts.Count; alert++)
            TallyOf(alert).Add(later._alerts[alert]);
    }

    private AlertTally TallyOf(int alert)
    {
        while (_alerts.Count <= alert)
            _alerts.Add(new AlertTally());
        return _alerts[alert];
    }
}
