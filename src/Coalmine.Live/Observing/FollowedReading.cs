using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Observing;

/// <summary>How a rollout that somebody else drives stands. Where it could not be read, <see cref="Problem"/> says why and the rest means nothing.</summary>
/// <param name="Stage">How far it has come.</param>
/// <param name="Revision">Which version is tried; tells one rollout from the next. Empty where the platform does not tell.</param>
/// <param name="Weight">The canary's share; nothing where it is not known now.</param>
/// <param name="Phase">The driver's own words.</param>
public sealed record FollowedReading(FollowedStage Stage, string Revision, TrafficWeight? Weight, string Phase)
{
    /// <summary>Why nothing could be read; empty where it was.</summary>
    public string Problem { get; init; } = "";

    /// <summary>A look that failed.</summary>
    /// <param name="problem">Why.</param>
    public static FollowedReading Unreadable(string problem) => new(FollowedStage.Unclear, "", null, "") { Problem = problem };
}
