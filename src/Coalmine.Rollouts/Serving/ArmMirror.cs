namespace Coalmine.Rollouts.Serving;

/// <summary>An arm that gets copies of a route's requests.</summary>
/// <param name="Arm">The arm, by its place among the topology's arms.</param>
/// <param name="Percent">How many requests in a hundred are copied, from 0 to 100.</param>
public readonly record struct ArmMirror(int Arm, double Percent);
