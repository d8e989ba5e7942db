using Coalmine.PromQL.Histograms;

namespace Coalmine.PromQL.Series;

/// <summary>A value at a moment.</summary>
/// <param name="Timestamp">Milliseconds.</param>
/// <param name="Value">The value; 0 for a native histogram.</param>
public readonly record struct TimedValue(long Timestamp, double Value)
{
    /// <summary>The native histogram in the place of the value; null for a number.</summary>
    public FloatHistogram? Histogram { get; init; }
}
