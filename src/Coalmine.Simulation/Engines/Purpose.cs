namespace Coalmine.Simulation.Engines;

/// <summary>
/// What a stream of random numbers is for. The keys are (seed, replication, <see cref="Cells"/>, cell, purpose) for what both arms share and
/// (seed, replication, <see cref="Cells"/>, cell, arm, pod, purpose) for a pod. New purposes go to the end: the numbers are part of what a seed means.
/// </summary>
internal enum Purpose
{
    /// <summary>The part of the key below which cells lie.</summary>
    Cells,

    /// <summary>The moments of the scrapes; one stream a replication.</summary>
    Jitter,

    /// <summary>The pods' own rates; one stream a replication.</summary>
    PodEffects,

    /// <summary>The part of the key below which the baseline's pods lie.</summary>
    Baseline,

    /// <summary>The part of the key below which the canary's pods lie.</summary>
    Canary,

    /// <summary>Requests (or bursts) of a cell.</summary>
    Arrivals,

    /// <summary>Which of them go to the canary.</summary>
    Routing,

    /// <summary>Which scrapes are missed.</summary>
    MissedScrapes,

    /// <summary>Mirrored pairs.</summary>
    Pairs,

    /// <summary>Labels of mirrored pairs.</summary>
    PairLabels,

    /// <summary>Which pod a request goes to.</summary>
    Pods,

    /// <summary>Requests of the bursts.</summary>
    BurstSizes,

    /// <summary>Errors.</summary>
    Errors,

    /// <summary>Latency buckets; one stream a boundary below this key, or one stream where the requests are few.</summary>
    Latency,

    /// <summary>Which latencies are those of errors.</summary>
    ErrorLatency,

    /// <summary>Sums of latencies.</summary>
    LatencySum,

    /// <summary>Which answers are labelled, and which of those are right.</summary>
    Labels,

    /// <summary>When the labels arrive.</summary>
    LabelDelays,

    /// <summary>Which labels leave the quality gauge's window.</summary>
    Quality,

    /// <summary>Conversions.</summary>
    Conversions,

    /// <summary>Revenue buckets; one stream a boundary below this key, or the values themselves where they are few.</summary>
    Revenue,

    /// <summary>Sums of revenue.</summary>
    RevenueSum,

    /// <summary>The errors' part of the sums of latencies.</summary>
    ErrorLatencySum,

    /// <summary>The turns of bursty traffic; one stream a replication.</summary>
    Modulation,

    /// <summary>The users' own error rates; one stream a node of their tree below this key.</summary>
    Frailty,

    /// <summary>When the bursts of a cell arrive; request engine.</summary>
    ArrivalTimes,

    /// <summary>What becomes of the requests of a cell: one word a request where requests are independent, else a stream a request; request engine.</summary>
    Fates,

    /// <summary>The part of a cell's key below which its requests lie, each with streams of its own; request engine.</summary>
    Requests,

    /// <summary>Latencies within their buckets; request engine.</summary>
    LatencyValues,

    /// <summary>Which requests are mirrored; request engine.</summary>
    Mirroring,

    /// <summary>Waits before further attempts; request engine.</summary>
    Backoff,

    /// <summary>Memory of pods that were there before; request engine.</summary>
    Memory,

    /// <summary>Which answers without a label are wrong.</summary>
    WrongAnswers,

    /// <summary>
    /// Scores of right answers; one stream a boundary below this key, or one stream where they are few; the request engine: the score itself.
    /// </summary>
    RightScores,

    /// <summary>Scores of wrong answers; as those of right ones.</summary>
    WrongScores,

    /// <summary>Sums of scores, below the scores' keys.</summary>
    ScoreSum,

    /// <summary>Classes that requests belong to and answers name.</summary>
    Classes,

    /// <summary>When the labels of earlier answers arrive that have been pooled; one stream for wrong answers and one for right ones below this key.</summary>
    PooledLabels,

    /// <summary>The same for mirrored pairs.</summary>
    PooledPairLabels,

    /// <summary>Which requests of the baseline are copied to the canary's pods, and what becomes of the copies.</summary>
    Copies,

    /// <summary>Requests of load tests.</summary>
    LoadTests,
}
