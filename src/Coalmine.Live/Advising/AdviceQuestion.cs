using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Advising;

/// <summary>What is asked of a rollout.</summary>
public sealed record AdviceQuestion
{
    /// <summary>Whether the canary is to be promoted: every check must pass then, whatever the plan says of the step.</summary>
    public bool IsPromotion { get; init; }

    /// <summary>The version that the asker means; empty where it does not say.</summary>
    public string Revision { get; init; } = "";

    /// <summary>The canary's share that the asker means; nothing where it does not say.</summary>
    public TrafficWeight? Weight { get; init; }
}
