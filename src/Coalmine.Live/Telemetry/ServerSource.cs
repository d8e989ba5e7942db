using System.Collections.Immutable;
using Coalmine.Live.Prometheus;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Live.Telemetry;

/// <summary>Samples of a server.</summary>
internal sealed class ServerSource(PrometheusClient client) : ISeriesSource
{
    /// <inheritdoc/>
    public ValueTask<PrometheusAnswer> FindAsync(string selector, SeriesSpan span, CancellationToken cancellation) =>
        client.SeriesAsync(selector, span.From, span.Until, cancellation);

    /// <inheritdoc/>
    public ValueTask<(ImmutableArray<PrometheusSeries> Series, Message? Problem)> ReadAsync(
        string selector, SeriesSpan span, CancellationToken cancellation) => new SampleRange(client).ReadAsync(selector, span, cancellation);

    /// <inheritdoc/>
    public Message NoRequests(SeriesNames names) => PrometheusMessages.NoRequests(names, []);
}
