namespace Coalmine.PromQL.Series;

/// <summary>A value at a moment.</summary>
/// <param name="Timestamp">Milliseconds.</param>
/// <param name="Value">The value.</param>
public readonly record struct TimedValue(long Timestamp, double Value);
