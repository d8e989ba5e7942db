namespace Coalmine.Conformance.Hostile;

/// <summary>What may happen to a run, besides faults of single requests.</summary>
internal enum MishapKind
{
    /// <summary>The process is killed before one of its requests or writes of the journal.</summary>
    KilledBefore,

    /// <summary>The process is killed after a request was carried out, or lines of the journal were flushed, and before it learns of it.</summary>
    KilledAfter,

    /// <summary>The process is killed while it writes the journal: the end of what it wrote is missing.</summary>
    KilledWithin,

    /// <summary>The process is killed while it waits.</summary>
    KilledWaiting,

    /// <summary>The process is asked to stop.</summary>
    Stopped,

    /// <summary>The process stands still before one of its requests, and notices afterwards.</summary>
    Frozen,

    /// <summary>The process stands still before one of its requests, and its clock of elapsed time with it.</summary>
    Suspended,

    /// <summary>A request reaches the server late: often after its sender has given up, or another driver has taken over.</summary>
    Delayed,

    /// <summary>The process reaches the server no more: a lease is lost.</summary>
    CutOff,

    /// <summary>The wall clock of a process is set.</summary>
    ClockSet,

    /// <summary>A person changes the weight.</summary>
    WeightEdited,

    /// <summary>A person changes something else of the target.</summary>
    TargetTouched,

    /// <summary>The metrics server does not answer.</summary>
    MetricsAway,

    /// <summary>The journal's disk is full.</summary>
    DiskFull,
}
