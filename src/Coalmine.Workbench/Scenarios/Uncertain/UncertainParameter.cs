namespace Coalmine.Workbench.Scenarios.Uncertain;

/// <summary>How far a parameter of a world is known.</summary>
/// <param name="Key">Its place in the scenario file, such as <c>baseline.latency.median</c>.</param>
/// <param name="Lower">Lower end of the 95 % interval of its value.</param>
/// <param name="Upper">Upper end; for a time of day it may lie beyond midnight and be the smaller number.</param>
public sealed record UncertainParameter(string Key, double Lower, double Upper);
