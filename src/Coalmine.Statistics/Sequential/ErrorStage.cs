namespace Coalmine.Statistics.Sequential;

/// <summary>The errors of one stretch of constant weight.</summary>
/// <param name="CanaryErrors">Errors that hit the canary.</param>
/// <param name="Errors">All errors.</param>
/// <param name="Weight">The canary's share of the requests, in [0, 1]: the observed one.</param>
public readonly record struct ErrorStage(double CanaryErrors, double Errors, double Weight);
