using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Live.Telemetry;

/// <summary>What a server has counted over a stretch of the past, pod by pod.</summary>
/// <param name="Pods">The pods of both arms that counted requests; none where <paramref name="Findings"/> has an error.</param>
/// <param name="Findings">What went wrong (errors), and what a person should know.</param>
public sealed record SeriesReading(ImmutableArray<PodSeries> Pods, ImmutableArray<Message> Findings)
{
    /// <summary>Finite latency bounds in seconds that every pod has, rising; empty where latencies are not counted.</summary>
    public ImmutableArray<double> LatencyBounds { get; init; } = [];

    /// <summary>Whether anybody says which series are errors; a service without errors has no series of them.</summary>
    public bool HasErrors { get; init; }

    /// <summary>Whether labelled answers are counted, and which of them were right.</summary>
    public bool HasLabels { get; init; }
}
