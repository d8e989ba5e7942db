namespace Coalmine.Simulation.Models;

/// <summary>One quantile of a measured latency.</summary>
/// <param name="Quantile">Share of the requests that take at most this long, from 0 to 1.</param>
/// <param name="Seconds">How long; positive.</param>
public readonly record struct LatencyPoint(double Quantile, double Seconds);
