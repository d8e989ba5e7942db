namespace Coalmine.Rollouts.Evidence;

/// <summary>What a raw counter series counts. All are cumulative since the pod started.</summary>
public enum CounterKind
{
    /// <summary>Requests answered.</summary>
    Requests,

    /// <summary>Requests answered with an error.</summary>
    Errors,

    /// <summary>Requests answered within a latency bound (a cumulative histogram bucket); the bound's index is part of the key.</summary>
    LatencyBucket,

    /// <summary>Sum of the latencies, in seconds.</summary>
    LatencySum,

    /// <summary>Answers whose label has arrived.</summary>
    Labelled,

    /// <summary>Labelled answers that were right.</summary>
    Right,

    /// <summary>Requests that ended in a conversion.</summary>
    Conversions,

    /// <summary>Requests whose revenue lies within a bound (a cumulative histogram bucket).</summary>
    RevenueBucket,

    /// <summary>Sum of the revenue.</summary>
    RevenueSum,

    /// <summary>Requests whose revenue is known, 0 without a conversion: the count of the revenue's own histogram, which restarts with it.</summary>
    RevenueCount,

    /// <summary>Answers whose score lies within a bound (a cumulative histogram bucket); the last bound holds every score.</summary>
    ScoreBucket,

    /// <summary>Answers that name a class; its index among the telemetry's classes stands in place of a bound.</summary>
    Predicted,

    /// <summary>Mirrored requests that both arms answered and that were compared.</summary>
    PairsCompared,

    /// <summary>Mirrored requests that the arms answered differently.</summary>
    PairsDisagreeing,

    /// <summary>Mirrored requests whose label has arrived.</summary>
    PairsLabelled,

    /// <summary>Labelled mirrored requests that only the canary answered wrongly.</summary>
    PairsCanaryOnlyWrong,

    /// <summary>Labelled mirrored requests that only the baseline answered wrongly.</summary>
    PairsBaselineOnlyWrong,
}
