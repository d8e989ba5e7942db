namespace Coalmine.Live.Prometheus;

/// <summary>One sample of a series.</summary>
/// <param name="Milliseconds">When it was taken: Unix time in milliseconds, by the server's clock.</param>
/// <param name="Value">What was read; may be NaN or infinite. Stale markers are no samples and never come.</param>
public readonly record struct PrometheusSample(long Milliseconds, double Value);
