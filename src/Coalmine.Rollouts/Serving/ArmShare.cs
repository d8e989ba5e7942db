namespace Coalmine.Rollouts.Serving;

/// <summary>An arm's part of a route.</summary>
/// <param name="Arm">The arm, by its place among the topology's arms.</param>
/// <param name="Weight">Its parts of the route's total; 0 or more.</param>
public readonly record struct ArmShare(int Arm, long Weight);
