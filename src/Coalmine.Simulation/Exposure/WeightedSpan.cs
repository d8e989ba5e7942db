namespace Coalmine.Simulation.Exposure;

/// <summary>A span of time during which the weight stood still.</summary>
/// <param name="Share">The canary's share of the traffic.</param>
/// <param name="Requests">Expected requests of both arms in it, as far as they count.</param>
internal readonly record struct WeightedSpan(double Share, double Requests);
