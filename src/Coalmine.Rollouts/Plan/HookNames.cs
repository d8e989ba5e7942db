namespace Coalmine.Rollouts.Plan;

/// <summary>Names of the hooks that a plan calls; an empty name calls nothing.</summary>
/// <param name="PreRollout">Called before any traffic is shifted; a refusal ends the rollout before it starts.</param>
/// <param name="PostRollout">Called after promotion; its answer is recorded and changes nothing.</param>
/// <param name="Rollback">Called after a rollback has taken the traffic away; its answer is recorded and changes nothing.</param>
/// <param name="Timeout">How long an answer is waited for. No answer to the pre-rollout hook in that time counts as a refusal.</param>
public sealed record HookNames(string PreRollout, string PostRollout, string Rollback, TimeSpan Timeout)
{
    /// <summary>No hooks.</summary>
    public static HookNames None { get; } = new("", "", "", TimeSpan.FromSeconds(30));
}
