using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Observing;

/// <summary>Every sentence about rollouts that somebody else drives, with its id: CM3250 to CM3274. Ids are never given a second meaning.</summary>
internal static class FollowMessages
{
    /// <summary>Nothing to follow yet.</summary>
    public static Message Waits(string followed) => Note("CM3250", $"Nothing is rolled out by {followed}; waits until something is.");

    /// <summary>A rollout is followed.</summary>
    public static Message Follows(string followed, string revision, string rollout) => Note("CM3251",
        $"Follows {followed}{(revision.Length == 0 ? "" : $", version {revision}")}, as rollout {rollout}. Nothing is written to the cluster.");

    /// <summary>A rollout is followed on.</summary>
    public static Message FollowsOn(string rollout, int entries) => Note("CM3252",
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Follows rollout {rollout} on after {entries} recorded steps."));

    /// <summary>The rollout cannot be read.</summary>
    public static Message Unreadable(string problem) => Warning("CM3253", $"Cannot look at the rollout, and tries again: {problem}");

    /// <summary>The weight is not known.</summary>
    public static Message WeightUnknown(string followed) => Warning("CM3254",
        $"{followed} does not tell the canary's share, so that nothing is looked at. Write `weight:` with the share that it is given.");

    /// <summary>A weight was seen.</summary>
    public static Message WeightSeen(TrafficWeight weight, string phase) => Note("CM3255",
        $"Its driver gives the canary {weight}{(phase.Length == 0 ? "" : $" ({phase})")}.");

    /// <summary>Another version has taken the place of the one that was followed.</summary>
    public static Message Replaced(string revision) => Note("CM3256", $"Version {revision} has taken its place before it was decided.");

    /// <summary>The policy cannot be asked.</summary>
    public static Message CannotJudge(string problem) => Warning("CM3257", $"Cannot judge, and tries again: {problem}");

    /// <summary>A record that is put aside.</summary>
    public static Message PutAside(string rollout, string why) => Warning("CM3258",
        $"The journal of rollout {rollout} is put aside and the rollout is judged anew: {why}");

    /// <summary>The request to stop.</summary>
    public static Message Stops => Note("CM3259", "Asked to stop. The rollout goes on without being looked at; start the same command to go on.");

    /// <summary>The policy's hooks are not called.</summary>
    public static Message NoHooks => Note("CM3260", "Hooks and shadow stage of the policy play no part: whoever drives the rollout sees to that.");

    private static Message Note(string id, string text) => new(id, Severity.Note, text);

    private static Message Warning(string id, string text) => new(id, Severity.Warning, text);
}
