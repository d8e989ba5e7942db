namespace Coalmine.Rollouts.Journal;

/// <summary>The cases of <see cref="Observation"/>.</summary>
public enum ObservationKind
{
    /// <summary>The moment of a wake has been reached.</summary>
    MomentReached,

    /// <summary>A measurement has been answered.</summary>
    MeasurementAnswered,

    /// <summary>The routers have been seen to use a weight.</summary>
    WeightObserved,

    /// <summary>Pods of an arm have been counted.</summary>
    WorkloadObserved,

    /// <summary>A hook has answered.</summary>
    HookAnswered,

    /// <summary>An operator has spoken.</summary>
    OperatorSaid,
}
