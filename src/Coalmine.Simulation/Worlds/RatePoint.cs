namespace Coalmine.Simulation.Worlds;

/// <summary>A rate from a moment on.</summary>
/// <param name="From">Time since the beginning of the record.</param>
/// <param name="RequestsPerSecond">The rate; at least 0.</param>
public readonly record struct RatePoint(TimeSpan From, double RequestsPerSecond);
