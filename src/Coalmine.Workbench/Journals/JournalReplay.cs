using System.Collections.Immutable;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;

namespace Coalmine.Workbench.Journals;

/// <summary>A journal that was given to a controller again.</summary>
/// <param name="Path">The journal's file.</param>
/// <param name="Rollout">The journal.</param>
/// <param name="Differences">The steps that differ, in their order; none where this build decides the same.</param>
public sealed record JournalReplay(string Path, RecordedRollout Rollout, ImmutableArray<ReplayDifference> Differences)
{
    /// <summary>Replays a journal with its own policy.</summary>
    /// <param name="path">The journal's file.</param>
    /// <param name="rollout">The journal.</param>
    /// <param name="controller">The controller of its policy.</param>
    public static JournalReplay Of(string path, RecordedRollout rollout, IRolloutController controller)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        RolloutJournal replayed = ReplayedRollout.Replay(rollout.Entries, controller);
        return new JournalReplay(path, rollout,
        [
            .. rollout.Entries.Zip(replayed.Entries)
                .Select((pair, step) => new ReplayDifference(step, rollout.LineOfEntry[step], pair.First, pair.Second))
                .Where(each => !each.Recorded.SaysTheSameAs(each.Replayed)),
        ]);
    }

    /// <summary>Asks another policy over a journal.</summary>
    /// <param name="rollout">The journal.</param>
    /// <param name="recorded">The controller of its own policy.</param>
    /// <param name="other">The other policy's controller.</param>
    public static OtherPolicyReplay Over(RecordedRollout rollout, IRolloutController recorded, IRolloutController other)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentNullException.ThrowIfNull(recorded);
        MeasurementPlan plan = recorded.Measurements with { Counters = [.. recorded.Measurements.Counters.Union(rollout.Header.Counters)] };
        return OtherPolicyReplay.Run(rollout.Entries, plan, other, rollout.Header.Telemetry.ScrapeInterval);
    }
}
