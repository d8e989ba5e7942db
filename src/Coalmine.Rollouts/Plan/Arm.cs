namespace Coalmine.Rollouts.Plan;

/// <summary>One of the two versions whose answers are compared. A shadow is the canary while it gets mirrored requests only.</summary>
public enum Arm
{
    /// <summary>The version that serves now.</summary>
    Baseline,

    /// <summary>The candidate.</summary>
    Canary,
}
