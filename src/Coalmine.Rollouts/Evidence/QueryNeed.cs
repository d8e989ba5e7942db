using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Evidence;

/// <summary>A query that a point check asks.</summary>
/// <param name="Check">Index of the check in the policy.</param>
/// <param name="Arm">The arm it asks about.</param>
/// <param name="Question">What is asked.</param>
public sealed record QueryNeed(int Check, Arm Arm, QueryQuestion Question);
