namespace Coalmine.Rollouts.Serving;

/// <summary>What an arm of a serving platform is in a rollout.</summary>
public enum ServingRole
{
    /// <summary>The version that serves now.</summary>
    Baseline,

    /// <summary>The candidate.</summary>
    Canary,

    /// <summary>A candidate that gets mirrored requests only; its answers are thrown away.</summary>
    Shadow,

    /// <summary>A further version beside baseline and canary.</summary>
    Other,
}
