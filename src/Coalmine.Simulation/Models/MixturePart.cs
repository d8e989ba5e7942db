namespace Coalmine.Simulation.Models;

/// <summary>One part of a mixture of latencies.</summary>
/// <param name="Share">Share of the requests, in (0, 1].</param>
/// <param name="Latency">Their latency.</param>
public sealed record MixturePart(double Share, LatencyDistribution Latency);
