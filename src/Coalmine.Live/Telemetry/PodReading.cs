using System.Collections.Immutable;

namespace Coalmine.Live.Telemetry;

/// <summary>The counters of a pod at one scrape, cumulative since its processes began.</summary>
/// <param name="Milliseconds">The scrape's instant: Unix time in milliseconds, by the server's clock.</param>
/// <param name="Requests">Requests answered.</param>
/// <param name="Errors">Those with an error; 0 where nobody counts them.</param>
/// <param name="Labelled">Answers whose label has come; 0 where nobody counts them.</param>
/// <param name="Right">Those that were right.</param>
/// <param name="Buckets">Requests within each of the latency bounds.</param>
public sealed record PodReading(long Milliseconds, double Requests, double Errors, double Labelled, double Right, ImmutableArray<double> Buckets);
