using System.Collections.Immutable;
using Coalmine.Live.Prometheus;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Live.Telemetry;

/// <summary>Samples of a dump, which is at hand whole: nothing is waited for.</summary>
internal sealed class DumpSource(SampleDump dump) : ISeriesSource
{
    /// <inheritdoc/>
    public ValueTask<PrometheusAnswer> FindAsync(string selector, SeriesSpan span, CancellationToken cancellation) =>
        ValueTask.FromResult<PrometheusAnswer>(new PrometheusAnswer.Vector(Of(selector)));

    /// <inheritdoc/>
    public ValueTask<(ImmutableArray<PrometheusSeries> Series, Message? Problem)> ReadAsync(
        string selector, SeriesSpan span, CancellationToken cancellation) => ValueTask.FromResult((Of(selector), (Message?)null));

    /// <inheritdoc/>
    public Message NoRequests(SeriesNames names) => PrometheusMessages.NoDumpedRequests(names);

    private ImmutableArray<PrometheusSeries> Of(string selector) =>
        SeriesCondition.TryParse(selector, out SeriesCondition condition, out _) ? [.. dump.Series.Where(series => condition.Holds(series.Labels))] : [];
}
