namespace Coalmine.Statistics.Sequential;

/// <summary>A block of requests on both arms.</summary>
/// <param name="CanaryErrors">Errors of the canary.</param>
/// <param name="CanaryRequests">Requests of the canary.</param>
/// <param name="BaselineErrors">Errors of the baseline.</param>
/// <param name="BaselineRequests">Requests of the baseline.</param>
public readonly record struct TwoByTwoBlock(double CanaryErrors, double CanaryRequests, double BaselineErrors, double BaselineRequests);
