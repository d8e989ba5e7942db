using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Journal;

/// <summary>
/// One thing that the world tells a controller. A closed union: the factories below are the only cases. It is a struct because a study makes hundreds of
/// millions of them and a look must not allocate (benchmarks: rollout R); fields that a case does not name hold their default.
/// </summary>
public readonly record struct Observation
{
    private Observation(ObservationKind kind, Moment at)
    {
        Kind = kind;
        At = at;
    }

    /// <summary>Which case.</summary>
    public ObservationKind Kind { get; }

    /// <summary>When it was observed.</summary>
    public Moment At { get; }

    /// <summary>Id of the wake, measurement or hook call that this answers.</summary>
    public int Id { get; private init; }

    /// <summary>The weight seen (weight observed).</summary>
    public TrafficWeight Weight { get; private init; }

    /// <summary>The answer (measurement answered); only then not null.</summary>
    public Measurements? Measurements { get; private init; }

    /// <summary>The arm counted (workload observed).</summary>
    public Arm Arm { get; private init; }

    /// <summary>The pods counted (workload observed).</summary>
    public WorkloadCount Workload { get; private init; }

    /// <summary>Whether the hook agreed (hook answered).</summary>
    public bool Accepted { get; private init; }

    /// <summary>What was said (operator said).</summary>
    public OperatorWord Word { get; private init; }

    /// <summary>The moment of wake <paramref name="id"/> has been reached.</summary>
    public static Observation MomentReached(int id, Moment at) => new(ObservationKind.MomentReached, at) { Id = id };

    /// <summary>Measurement <paramref name="id"/> has been answered.</summary>
    public static Observation MeasurementAnswered(int id, Moment at, Measurements measurements) =>
        new(ObservationKind.MeasurementAnswered, at) { Id = id, Measurements = measurements };

    /// <summary>The routers use a weight.</summary>
    public static Observation WeightObserved(TrafficWeight weight, Moment at) => new(ObservationKind.WeightObserved, at) { Weight = weight };

    /// <summary>Pods of an arm have been counted.</summary>
    public static Observation WorkloadObserved(Arm arm, WorkloadCount workload, Moment at) =>
        new(ObservationKind.WorkloadObserved, at) { Arm = arm, Workload = workload };

    /// <summary>Hook call <paramref name="id"/> has been answered.</summary>
    public static Observation HookAnswered(int id, bool accepted, Moment at) => new(ObservationKind.HookAnswered, at) { Id = id, Accepted = accepted };

    /// <summary>An operator has spoken.</summary>
    public static Observation OperatorSaid(OperatorWord word, Moment at) => new(ObservationKind.OperatorSaid, at) { Word = word };

    /// <summary>The same observation with measurements of its own, fit to be kept.</summary>
    public Observation Kept() => Measurements is { } measurements ? this with { Measurements = measurements.Copy() } : this;
}
