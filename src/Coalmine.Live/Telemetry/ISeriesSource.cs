using System.Collections.Immutable;
using Coalmine.Live.Prometheus;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Live.Telemetry;

/// <summary>Where raw samples of the past come from.</summary>
internal interface ISeriesSource
{
    /// <summary>Which series a selector has; their samples may be left out.</summary>
    ValueTask<PrometheusAnswer> FindAsync(string selector, SeriesSpan span, CancellationToken cancellation);

    /// <summary>The series of a selector with their samples, or what stands in the way.</summary>
    ValueTask<(ImmutableArray<PrometheusSeries> Series, Message? Problem)> ReadAsync(string selector, SeriesSpan span, CancellationToken cancellation);

    /// <summary>What is said where there are no requests.</summary>
    Message NoRequests(SeriesNames names);
}
