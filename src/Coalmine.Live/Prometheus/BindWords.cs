using System.Collections.Immutable;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Live.Prometheus;

/// <summary>The words of files for kinds of counters.</summary>
internal static class BindWords
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<(string Word, CounterKind Kind)> All { get; } =
    [
        ("requests", CounterKind.Requests), ("errors", CounterKind.Errors), ("latencyBuckets", CounterKind.LatencyBucket),
        ("latencySum", CounterKind.LatencySum), ("labelled", CounterKind.Labelled), ("right", CounterKind.Right), ("conversions", CounterKind.Conversions),
        ("revenueBuckets", CounterKind.RevenueBucket), ("revenueSum", CounterKind.RevenueSum), ("revenueCount", CounterKind.RevenueCount),
        ("scoreBuckets", CounterKind.ScoreBucket), ("predictions", CounterKind.Predicted), ("pairsCompared", CounterKind.PairsCompared),
        ("pairsDisagreeing", CounterKind.PairsDisagreeing), ("pairsLabelled", CounterKind.PairsLabelled),
        ("pairsCanaryOnlyWrong", CounterKind.PairsCanaryOnlyWrong), ("pairsBaselineOnlyWrong", CounterKind.PairsBaselineOnlyWrong),
    ];

    /// <summary>The word of a kind.</summary>
    public static string Of(CounterKind kind) => All.First(each => each.Kind == kind).Word;
}
