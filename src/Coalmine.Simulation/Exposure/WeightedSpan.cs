namespace Coalmine.Simulation.Exposure;

/// <summary>A span of time during which the weight stood still.</summary>
/// <param name="Share">The canary's share of the traffic.</param>
/// <param name="Requests">Expected requests of both arms in it, as far as they count; a burst comes from one user and counts once.</param>
internal readonly record struct WeightedSpan(double Share, double Requests);
