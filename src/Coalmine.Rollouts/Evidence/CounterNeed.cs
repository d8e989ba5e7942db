namespace Coalmine.Rollouts.Evidence;

/// <summary>A kind of raw series that the checks read.</summary>
/// <param name="Kind">What is counted.</param>
/// <param name="Bound">Index of the bucket bound, or of the class, in the telemetry's list; 0 for kinds without.</param>
public readonly record struct CounterNeed(CounterKind Kind, int Bound)
{
    /// <summary>Whether the series counts mirrored pairs, and so exists on the canary's side only.</summary>
    public bool IsPair => Kind >= CounterKind.PairsCompared;

    /// <summary>
    /// Which process of a pod, and so which scrape, the counter comes from; small numbers from 0. Counters of one source restart together and are sampled at
    /// the same instants. Beside the process that serves: labels are joined, conversions and revenue booked, pairs compared, and scores and classes exposed by
    /// others (Seldon's executor counts requests, the model's container scores them).
    /// </summary>
    public int Source => Kind switch
    {
        CounterKind.Labelled or CounterKind.Right => 1,
        CounterKind.Conversions => 2,
        CounterKind.RevenueBucket or CounterKind.RevenueSum or CounterKind.RevenueCount => 3,
        CounterKind.PairsCompared or CounterKind.PairsDisagreeing => 4,
        CounterKind.PairsLabelled or CounterKind.PairsCanaryOnlyWrong or CounterKind.PairsBaselineOnlyWrong => 5,
        CounterKind.ScoreBucket => 6,
        CounterKind.Predicted => 7,
        _ => 0,
    };
}
