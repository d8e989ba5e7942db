using Coalmine.Rollouts.Journal;
using Coalmine.Simulation;

namespace Coalmine.Workbench.Replications;

/// <summary>What became of the replications of one policy in one scenario, in bounded memory.</summary>
public sealed class PolicyTally
{
    private readonly long[] _outcomes = new long[5];

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
        if (result.Detected)
        {
            Detected++;
            Detections.Add(result.DetectionSeconds);
        }

        foreach (Measure measure in Enum.GetValues<Measure>())
            _measures[(int)measure].Add(measure.Of(result));
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
        for (int measure = 0; measure < _measures.Length; measure++)
            _measures[measure].Add(later._measures[measure]);
    }
}
