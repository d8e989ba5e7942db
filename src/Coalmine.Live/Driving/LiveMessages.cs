using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Driving;

/// <summary>
/// Every sentence that a driven rollout says beside its decisions, with its id. CM3100 to CM3149: the rollout while it runs. CM3150 to CM3174: its files.
/// CM3175 to CM3199: hooks. CM3340: a remark's end. Ids are never given a second meaning.
/// </summary>
internal static class LiveMessages
{
    /// <summary>A rollout begins.</summary>
    public static Message Begins(string rollout) => Note("CM3100", $"Rollout {rollout} begins.");

    /// <summary>A rollout is gone on with.</summary>
    public static Message GoesOn(string rollout, long entries, int open) => Note("CM3101", string.Create(CultureInfo.InvariantCulture,
        $"Rollout {rollout} goes on after {entries} recorded steps; {open} of the changes that they ask for are not known to be done."));

    /// <summary>A last line that a crash has cut off.</summary>
    public static Message CutOff => Warning("CM3102",
        "The journal's last line has no end: an earlier process was stopped while it wrote. It is left out; nothing that it asked for was done.");

    /// <summary>A change is done.</summary>
    public static Message Done(string what, string difference) => Note("CM3103", difference.Length == 0 ? $"Done: {what}." : $"Done: {what}. {difference}");

    /// <summary>A change cannot be made now.</summary>
    public static Message Unavailable(string what, string text) => Warning("CM3104", $"Cannot {what} now, and tries again: {text}");

    /// <summary>Traffic cannot be taken away now.</summary>
    public static Message RollbackHindered(string what, string text) => Error("CM3105",
        $"CANNOT {what}, and tries again without an end. The canary still gets traffic. Take it away by hand if this lasts: {text}");

    /// <summary>A change is refused for good.</summary>
    public static Message Refused(string what, string text) => Error("CM3106",
        $"Cannot {what}: the server refuses it. The rollout holds and tries again, until the reason is mended or somebody says abort: {text}");

    /// <summary>A change that nothing depends on any more is given up.</summary>
    public static Message GivenUp(string what, string text) => Warning("CM3107", $"Could not {what}; do it by hand. {text}");

    /// <summary>Somebody else has changed the target.</summary>
    public static Message EditedBySomebodyElse(TrafficWeight found, string text) => Error("CM3108",
        $"Somebody else has changed the target: it gives the canary {found}. The rollout pauses and writes nothing over it; a check that fails still takes the "
        + $"canary's traffic away. `coalmine live say resume` takes the target back to the step's weight, `abort` gives the canary up. {text}".TrimEnd());

    /// <summary>Something else steers the target as well.</summary>
    public static Message OtherDriver(string driver) => Error("CM3109",
        $"Something else steers the target as well: {driver}. The rollout pauses. End one of the two, then `coalmine live say resume`.");

    /// <summary>The routers have not taken a weight.</summary>
    public static Message NotRouted(TrafficWeight weight, TimeSpan since) => Warning("CM3110", string.Create(CultureInfo.InvariantCulture,
        $"The routers are not known to use {weight} {since.TotalSeconds:0} s after it was written. What they do until then counts for nothing."));

    /// <summary>The routers have not let go of the canary.</summary>
    public static Message NotTakenAway(TimeSpan since) => Error("CM3111", string.Create(CultureInfo.InvariantCulture,
        $"The rollback is written, and {since.TotalSeconds:0} s later the routers are not known to follow: look at pods and routers."));

    /// <summary>The target cannot be read.</summary>
    public static Message Unreadable(string problem) => Warning("CM3112", $"Cannot look at the target, and tries again: {problem}");

    /// <summary>The target is gone.</summary>
    public static Message Missing(string problem) => Error("CM3113", $"The target is not there: {problem}");

    /// <summary>The journal cannot be written.</summary>
    public static Message CannotRecord(string text) => Error("CM3114",
        $"Cannot write the journal, and does nothing but take traffic away until it can: {text}");

    /// <summary>An operator has left word.</summary>
    public static Message OperatorSays(string order) => Note("CM3115", $"An operator says: {order}");

    /// <summary>A measurement's remark.</summary>
    public static Message Measured(string note) => Note("CM3116", note);

    /// <summary>A measurement's remark that measurements do not make any more.</summary>
    public static Message MeasuredNoMore(string note) => Note("CM3340", $"No longer so: {note}");

    /// <summary>A hook's answer.</summary>
    public static Message HookAnswered(string name, bool accepted, string text) => Note("CM3117", $"Hook {name} {(accepted ? "agrees" : "refuses")}: {text}");

    /// <summary>A request to stop while the weight stays.</summary>
    public static Message StopsAndHolds(TrafficWeight weight) => Warning("CM3118", weight.Parts == 0
        ? "Asked to stop: the canary has no traffic, and nobody looks at it until the rollout is gone on with."
        : $"Asked to stop: the canary keeps {weight}, and nobody looks at it until the rollout is gone on with. Start the same command to go on; "
            + "`onStop: rollback` takes "
          + "the traffic away instead.");

    /// <summary>A request to stop that rolls back.</summary>
    public static Message StopsAndRollsBack => Warning("CM3119", "Asked to stop: takes the canary's traffic away first (`onStop: rollback`).");

    /// <summary>The lease is lost, or another driver has written.</summary>
    public static Message Superseded(string text) => Error("CM3120", $"Another driver has this target: nothing more is written here. {text}".TrimEnd());

    /// <summary>What follows a decision has not come about in time.</summary>
    public static Message NotWoundUp(bool isPromoted, string left) => Warning("CM3121",
        $"{(isPromoted ? "Promoted" : "Rolled back")}, but not everything that follows is done: {left}. Look at the target.");

    /// <summary>A journal that this build and policy do not tell again.</summary>
    public static string DoesNotFit(string rollout, string misfit) => $"The journal of rollout {rollout} does not fit: {misfit}.";

    /// <summary>A journal that lacks what the target shows.</summary>
    public static string OlderThanTarget(string change) =>
        $"The target bears the change {change}, which this journal does not know: another pod has gone on, and its journal is not to be had.";

    /// <summary>A rollout that another driver has ended since this process was started; or just before, where the cluster did not answer at once.</summary>
    public static string EndedByAnother(string rollout) =>
        $"Another driver has had the target since this process was started, or just before: rollout {rollout}, of which no journal is left. "
        + "None is begun after it; start the command again for a new one.";

    /// <summary>The ConfigMap cannot be written.</summary>
    public static Message NotHandedOver(string text) => Warning("CM3122",
        $"Cannot keep the journal in the ConfigMap, so that only this process can go on with the rollout meanwhile: {text}");

    /// <summary>Not even a snapshot fits into a ConfigMap.</summary>
    public static Message TooLargeToHandOver => Warning("CM3123",
        "What another pod would go on with is larger than a ConfigMap may be: it could only take the canary's traffic away. "
        + "Keep the journal's folder on a volume.");

    /// <summary>A weight that a later one has taken the place of.</summary>
    public static string SupersededBy(long entry) => string.Create(CultureInfo.InvariantCulture, $"not done: entry {entry} asks for another weight");

    /// <summary>A change that is given up.</summary>
    public static string NotDone(string why) => $"given up: {why}";

    private static Message Note(string id, string text) => new(id, Severity.Note, text);

    private static Message Warning(string id, string text) => new(id, Severity.Warning, text);

    private static Message Error(string id, string text) => new(id, Severity.Error, text);
}
