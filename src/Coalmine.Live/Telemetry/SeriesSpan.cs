namespace Coalmine.Live.Telemetry;

/// <summary>A stretch of the past, by the server's clock.</summary>
/// <param name="From">Samples are not older.</param>
/// <param name="Until">Nor younger; not before <paramref name="From"/>.</param>
/// <param name="Step">
/// Where given, the newest sample of each step only, for records that would be too long otherwise; positive. Nothing for every sample there is.
/// </param>
public readonly record struct SeriesSpan(DateTimeOffset From, DateTimeOffset Until, TimeSpan? Step);
