using Coalmine.Live.Driving;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;

namespace Coalmine.Live.Operating.Standings;

/// <summary>How a rollout stands by its record alone: the same fold over it as a driver's, without a controller, so that it can be read by any build.</summary>
internal static class RecordStanding
{
    /// <summary>How a recorded rollout stands.</summary>
    /// <param name="recorded">The record.</param>
    /// <param name="target">The target as it is now.</param>
    public static LiveStanding Of(RecordedRollout recorded, TrafficReading target)
    {
        OpenWork work = new(recorded.Header.Rollout);
        foreach (JournalLine line in recorded.Lines)
        {
            if (line is JournalLine.Step step)
                work.Take(step.Number, step.Entry);
            if (line is JournalLine.Done done)
                work.Finish(done.Entry, done.Effect);
        }

        RolloutClock calendar = new(recorded.Header.Origin ?? default);
        JournalEntry? look = recorded.Entries.LastOrDefault(entry => entry.Sentences.Length > 1);
        JournalEntry? decided = recorded.Entries.LastOrDefault(entry => entry.Decision.Kind != DecisionKind.None);
        JournalEntry? last = recorded.Entries.LastOrDefault();
        return new LiveStanding
        {
            Rollout = recorded.Header.Rollout,
            At = last is null ? null : calendar.InstantOf(last.Decision.At),
            Outcome = OutcomeOf(recorded),
            Asked = work.Asked,
            IsRouted = work.IsRouted,
            Target = target,
            LastDecision = decided?.Decision,
            Sentences = look?.Sentences ?? decided?.Sentences ?? [],
            LookedAt = look is null ? null : calendar.InstantOf(look.Observation.At),
            NextAt = work.Wakes.Count == 0 ? null : calendar.InstantOf(work.Wakes.Min(wake => wake.At)),
            Open = [.. work.Duties.Select(duty => DutyWords.Of(duty.Effect))],
        };
    }

    private static RolloutOutcome OutcomeOf(RecordedRollout recorded)
    {
        foreach (JournalEntry entry in recorded.Entries)
        {
            if (entry.Decision.Kind == DecisionKind.Promote)
                return RolloutOutcome.Promoted;
            if (entry.Decision.Kind == DecisionKind.RollBack)
                return entry.Decision.Reason switch
                {
                    DecisionReason.OperatorSaid or DecisionReason.HookRefused => RolloutOutcome.RolledBackOnOrder,
                    DecisionReason.CheckFailed => RolloutOutcome.RolledBackOnEvidence,
                    _ => RolloutOutcome.RolledBackForWantOfEvidence,
                };
        }

        return RolloutOutcome.Open;
    }
}
