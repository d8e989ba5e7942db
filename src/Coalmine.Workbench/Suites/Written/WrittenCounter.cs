using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Workbench.Suites.Written;

/// <summary>A raw counter that a written series stands for, such as <c>canary.errors</c> or <c>baseline.latency.200ms</c>.</summary>
/// <param name="Arm">The arm; the canary for mirrored pairs.</param>
/// <param name="Kind">What is counted.</param>
/// <param name="Bound">The bound of a bucket, in seconds or money; NaN for a counter without.</param>
internal sealed record WrittenCounter(Arm Arm, CounterKind Kind, double Bound)
{
    private static readonly ImmutableArray<(string Word, CounterKind Kind)> Words =
    [
        ("requests", CounterKind.Requests), ("errors", CounterKind.Errors), ("latencySum", CounterKind.LatencySum), ("labelled", CounterKind.Labelled),
        ("right", CounterKind.Right), ("conversions", CounterKind.Conversions), ("revenueSum", CounterKind.RevenueSum),
        ("revenueCount", CounterKind.RevenueCount), ("pairsCompared", CounterKind.PairsCompared), ("pairsDisagreeing", CounterKind.PairsDisagreeing),
        ("pairsLabelled", CounterKind.PairsLabelled), ("pairsCanaryOnlyWrong", CounterKind.PairsCanaryOnlyWrong),
        ("pairsBaselineOnlyWrong", CounterKind.PairsBaselineOnlyWrong),
    ];

    private static readonly ImmutableArray<(string Word, CounterKind Kind)> Buckets =
        [("latency.", CounterKind.LatencyBucket), ("revenue.", CounterKind.RevenueBucket)];

    private static readonly ImmutableArray<(string Unit, double Seconds)> Units = [("ms", 1e-3), ("us", 1e-6), ("s", 1)];

    /// <summary>The counter of a name; nothing where there is none.</summary>
    public static WrittenCounter? Parse(string name)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        Arm? arm = dot < 0 ? null : name[..dot] switch { "canary" => Arm.Canary, "baseline" => Arm.Baseline, _ => null };
        if (arm is null)
            return null;
        string counter = name[(dot + 1)..];
        foreach ((string word, CounterKind kind) in Words)
            if (word == counter)
                return new WrittenCounter(arm.Value, kind, double.NaN);
        foreach ((string word, CounterKind kind) in Buckets)
            if (counter.StartsWith(word, StringComparison.Ordinal))
                return TryBound(kind, counter[word.Length..]) is { } bound ? new WrittenCounter(arm.Value, kind, bound) : null;
        return null;
    }

    /// <summary>What a pipeline with just these counters can tell.</summary>
    public static TelemetryShape ShapeOf(ImmutableArray<WrittenCounter> counters, TimeSpan every) => new()
    {
        LatencyBounds = Bounds(counters, CounterKind.LatencyBucket),
        RevenueBounds = Bounds(counters, CounterKind.RevenueBucket),
        HasLabels = counters.Any(counter => counter.Kind == CounterKind.Labelled),
        HasConversions = counters.Any(counter => counter.Kind == CounterKind.Conversions),
        HasPairs = counters.Any(counter => counter.Kind == CounterKind.PairsCompared),
        ScrapeInterval = every,
    };

    /// <summary>The name of a counter.</summary>
    public static string NameOf(CounterKey key, TelemetryShape shape)
    {
        string arm = key.Arm == Arm.Canary ? "canary" : "baseline";
        string counter = key.Kind switch
        {
            CounterKind.LatencyBucket => Invariant($"latency.{Math.Round(1000 * shape.LatencyBounds[key.Bound], 6)}ms"),
            CounterKind.RevenueBucket => Invariant($"revenue.{shape.RevenueBounds[key.Bound]}"),
            _ => Words.FirstOrDefault(each => each.Kind == key.Kind).Word ?? key.Kind.ToString(),
        };
        return $"{arm}.{counter}";
    }

    /// <summary>Whether it is a counter of a pipeline.</summary>
    public bool IsOf(CounterKey key, TelemetryShape shape) => key.Arm == Arm && key.Kind == Kind && Kind switch
    {
        CounterKind.LatencyBucket => shape.LatencyBounds[key.Bound] == Bound,
        CounterKind.RevenueBucket => shape.RevenueBounds[key.Bound] == Bound,
        _ => true,
    };

    private static ImmutableArray<double> Bounds(ImmutableArray<WrittenCounter> counters, CounterKind kind) =>
        [.. counters.Where(counter => counter.Kind == kind).Select(counter => counter.Bound).Distinct().Order()];

    private static double? TryBound(CounterKind kind, string text)
    {
        (string unit, double factor) = kind == CounterKind.LatencyBucket
            ? Units.FirstOrDefault(each => text.EndsWith(each.Unit, StringComparison.Ordinal))
            : ("", 1);
        if (unit is null || !decimal.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number))
            return null;
        return (double)(number * (decimal)factor);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
