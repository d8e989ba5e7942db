using System.Collections.Immutable;
using Coalmine.Live.Prometheus;

namespace Coalmine.Live.Telemetry;

/// <summary>Samples that somebody has written to a file.</summary>
public sealed record SampleDump
{
    /// <param name="series">The series that are asked for, their samples rising in time.</param>
    internal SampleDump(ImmutableArray<PrometheusSeries> series)
    {
        Series = series;
        long[] ends = [.. series.Where(one => !one.Samples.IsEmpty).SelectMany(one => new[] { one.Samples[0].Milliseconds, one.Samples[^1].Milliseconds })];
        (long from, long until) = ends.Length == 0 ? (0, 0) : (ends.Min(), ends.Max());
        Span = new SeriesSpan(DateTimeOffset.FromUnixTimeMilliseconds(from), DateTimeOffset.FromUnixTimeMilliseconds(until), null);
    }

    /// <summary>The stretch from its first sample to its last.</summary>
    public SeriesSpan Span { get; }

    /// <summary>The series.</summary>
    internal ImmutableArray<PrometheusSeries> Series { get; }
}
