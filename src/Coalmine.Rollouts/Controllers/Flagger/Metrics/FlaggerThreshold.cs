using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Rollouts.Controllers.Flagger.Metrics;

/// <summary>
/// Values against thresholds (fluxcd/flagger 15bd6ad5, <c>pkg/controller/scheduler_metrics.go</c>, <c>pkg/metrics/observers</c>). Both ends of a range pass; the
/// older threshold counts only where there is no range, and is then 0 where unset.
/// </summary>
public static class FlaggerThreshold
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    /// <summary>Whether a value passes.</summary>
    /// <param name="metric">The metric, for its thresholds.</param>
    /// <param name="kind">Which rule.</param>
    /// <param name="value">The value: percent, milliseconds, or the query's own unit. Not NaN, which is no value.</param>
    public static bool Passes(FlaggerMetric metric, FlaggerCheckKind kind, double value) => kind switch
    {
        FlaggerCheckKind.SuccessRate => IsWithin(metric.Range, value) ?? value >= metric.Threshold,
        FlaggerCheckKind.Duration => PassesDuration(metric, Nanoseconds(value)),
        _ => IsWithin(metric.Range, value) ?? value <= metric.Threshold,
    };

    /// <summary>
    /// A number of milliseconds as the controller's duration, in nanoseconds: cut to whole milliseconds first. Beyond 64 bits, infinities included, it
    /// overflows as on amd64, where the conversion gives the lowest integer and the product 0.
    /// </summary>
    public static long Nanoseconds(double milliseconds)
    {
        // -2^63 is a double; 2^63 is the first one above the range.
        bool fits = milliseconds >= long.MinValue && milliseconds < -(double)long.MinValue;
        return unchecked((fits ? (long)milliseconds : long.MinValue) * NanosecondsPerMillisecond);
    }

    private static bool? IsWithin(FlaggerThresholdRange? range, double value) => range is null
        ? null
        : !(value < range.Min) && !(value > range.Max);

    private static bool PassesDuration(FlaggerMetric metric, long value)
    {
        if (metric.Range is not { } range)
            return value <= Nanoseconds(metric.Threshold);
        bool isBelow = range.Min is { } min && value < Nanoseconds(min);
        bool isAbove = range.Max is { } max && value > Nanoseconds(max);
        return !isBelow && !isAbove;
    }
}
