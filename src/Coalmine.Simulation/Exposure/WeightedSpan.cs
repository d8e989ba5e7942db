namespace Coalmine.Simulation.Exposure;

/// <summary>A span of time during which the weight stood still.</summary>
/// <param name="Share">The canary's share of the traffic.</param>
/// <param name="Seconds">Seconds of it that count.</param>
internal readonly record struct WeightedSpan(double Share, double Seconds);
