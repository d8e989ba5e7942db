namespace Coalmine.Rollouts.Plan;

/// <summary>What follows when waiting has not helped. There is no case that promotes: want of evidence is never a reason to ship.</summary>
public enum Fallback
{
    /// <summary>Roll back for want of evidence.</summary>
    RollBack,

    /// <summary>Hold the weight and wait for an operator, at the longest until the plan's maximum.</summary>
    Pause,
}
