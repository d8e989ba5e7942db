namespace Coalmine.Simulation.Engines;

/// <summary>
/// The counters of a pod that have no buckets, by their place in the pod's stretch of numbers; the buckets follow (see <see cref="CounterLayout"/>).
/// </summary>
internal enum Slot
{
    /// <summary>Requests answered.</summary>
    Requests,

    /// <summary>Requests answered with an error.</summary>
    Errors,

    /// <summary>Requests answered without an error.</summary>
    Answered,

    /// <summary>Sum of all latencies.</summary>
    LatencySum,

    /// <summary>Sum of the latencies of errors.</summary>
    ErrorLatencySum,

    /// <summary>Sum of the latencies of answers without an error.</summary>
    AnsweredLatencySum,

    /// <summary>Labels that have arrived.</summary>
    Labelled,

    /// <summary>Those of right answers.</summary>
    Right,

    /// <summary>Right / labelled over the last labels; a gauge, NaN before the first label.</summary>
    Quality,

    /// <summary>Requests that converted.</summary>
    Conversions,

    /// <summary>Sum of the revenue.</summary>
    RevenueSum,

    /// <summary>Mirrored pairs compared.</summary>
    PairsCompared,

    /// <summary>Mirrored pairs with different answers.</summary>
    PairsDisagreeing,

    /// <summary>Mirrored pairs whose label has arrived.</summary>
    PairsLabelled,

    /// <summary>Labelled pairs that only the canary got wrong.</summary>
    PairsCanaryOnlyWrong,

    /// <summary>Labelled pairs that only the baseline got wrong.</summary>
    PairsBaselineOnlyWrong,

    /// <summary>Memory in use, in bytes; a gauge.</summary>
    Memory,

    /// <summary>Sum of the model's scores.</summary>
    ScoreSum,
}
