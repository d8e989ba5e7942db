namespace Coalmine.Simulation.Engines;

/// <summary>The mean factor of each arm's users on the error rate.</summary>
/// <param name="Baseline">Of the baseline's users.</param>
/// <param name="Canary">Of the canary's users.</param>
internal readonly record struct ArmFactors(double Baseline, double Canary);
