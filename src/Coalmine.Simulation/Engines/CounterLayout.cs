using Coalmine.Rollouts.Evidence;

namespace Coalmine.Simulation.Engines;

/// <summary>
/// Where each counter of a pod lies in its stretch of numbers: the single ones, then the buckets of all latencies, of errors, of answers, of revenue, and of
/// scores, and then the classes.
/// </summary>
/// <param name="latencyBounds">Number of finite latency bounds.</param>
/// <param name="revenueBounds">Number of finite revenue bounds.</param>
/// <param name="scoreBounds">Number of bounds of scores; 0 where no model gives scores.</param>
/// <param name="classes">Number of classes; 0 where nobody tells them.</param>
internal sealed class CounterLayout(int latencyBounds, int revenueBounds, int scoreBounds, int classes)
{
    private const int Singles = (int)Slot.ScoreSum + 1;

    /// <summary>Number of finite latency bounds.</summary>
    public int LatencyBounds => latencyBounds;

    /// <summary>Number of finite revenue bounds.</summary>
    public int RevenueBounds => revenueBounds;

    /// <summary>First latency bucket (cumulative: requests within bound 0).</summary>
    public int Latency { get; } = Singles;

    /// <summary>First latency bucket of errors.</summary>
    public int ErrorLatency => Singles + latencyBounds;

    /// <summary>First latency bucket of answers without an error.</summary>
    public int AnsweredLatency => Singles + 2 * latencyBounds;

    /// <summary>First revenue bucket.</summary>
    public int Revenue => Singles + 3 * latencyBounds;

    /// <summary>Number of bounds of scores.</summary>
    public int ScoreBounds => scoreBounds;

    /// <summary>First bucket of scores.</summary>
    public int Score => Singles + 3 * latencyBounds + revenueBounds;

    /// <summary>Numbers a pod.</summary>
    public int Length => LabelledPairs + classes * classes;

    /// <summary>Number of classes.</summary>
    public int Classes => classes;

    /// <summary>Answers that name the first class.</summary>
    public int Predictions => Score + scoreBounds;

    /// <summary>Labels of the first class whose answer named the first class; truth x classes + said from there.</summary>
    public int LabelledPairs => Predictions + classes;

    /// <summary>The place of a counter that evidence is made of.</summary>
    public int PlaceOf(CounterKind kind, int bound) => kind switch
    {
        CounterKind.Requests => (int)Slot.Requests,
        CounterKind.Errors => (int)Slot.Errors,
        CounterKind.LatencyBucket => Latency + bound,
        CounterKind.LatencySum => (int)Slot.LatencySum,
        CounterKind.Labelled => (int)Slot.Labelled,
        CounterKind.Right => (int)Slot.Right,
        CounterKind.Conversions => (int)Slot.Conversions,
        CounterKind.RevenueCount => (int)Slot.Requests,
        CounterKind.RevenueBucket => Revenue + bound,
        CounterKind.RevenueSum => (int)Slot.RevenueSum,
        CounterKind.ScoreBucket => Score + bound,
        CounterKind.Predicted => Predictions + bound,
        CounterKind.PairsCompared => (int)Slot.PairsCompared,
        CounterKind.PairsDisagreeing => (int)Slot.PairsDisagreeing,
        CounterKind.PairsLabelled => (int)Slot.PairsLabelled,
        CounterKind.PairsCanaryOnlyWrong => (int)Slot.PairsCanaryOnlyWrong,
        CounterKind.PairsBaselineOnlyWrong => (int)Slot.PairsBaselineOnlyWrong,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such counter."),
    };
}
