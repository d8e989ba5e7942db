using System.Collections.Immutable;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Driving;

/// <summary>How a live rollout stands, for whoever asks: a command, a health check, a page.</summary>
public sealed record LiveStanding
{
    /// <summary>Identity of the rollout.</summary>
    public required string Rollout { get; init; }

    /// <summary>As of when; nothing before the rollout has begun.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>How the rollout stands.</summary>
    public RolloutOutcome Outcome { get; init; }

    /// <summary>The weight that the plan wants; nothing before the first.</summary>
    public TrafficWeight? Asked { get; init; }

    /// <summary>Whether the routers have been seen to use it.</summary>
    public bool IsRouted { get; init; }

    /// <summary>The target as it was last seen; nothing before the first look.</summary>
    public TrafficReading? Target { get; init; }

    /// <summary>The last decision; nothing before the first.</summary>
    public Decision? LastDecision { get; init; }

    /// <summary>The sentences of the last look (one a check, then the decision's), or of the last decision where nothing has been looked at.</summary>
    public ImmutableArray<string> Sentences { get; init; } = [];

    /// <summary>When the last look was; nothing before the first.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>The next moment that the controller waits for; nothing where it waits for none.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>What is asked for at the target and not known to be done, in words.</summary>
    public ImmutableArray<string> Open { get; init; } = [];

    /// <summary>Whether somebody else has changed the target and nobody has answered to it.</summary>
    public bool IsEdited { get; init; }

    /// <summary>Whether every step is on disk.</summary>
    public bool IsRecorded { get; init; } = true;

    internal static LiveStanding Before(string rollout) => new() { Rollout = rollout };

    internal static LiveStanding Of(LiveRecorder recorder, TrafficReading? target, LiveClock clock)
    {
        OpenWork work = recorder.Work;
        JournalEntry? look = recorder.Entries.LastOrDefault(entry => entry.Sentences.Length > 1);
        JournalEntry? decided = recorder.Entries.LastOrDefault(entry => entry.Decision.Kind != DecisionKind.None);
        return new LiveStanding
        {
            Rollout = work.Rollout,
            At = clock.Instant,
            Outcome = recorder.Outcome,
            Asked = work.Asked,
            IsRouted = work.IsRouted,
            Target = target,
            LastDecision = decided?.Decision,
            Sentences = look?.Sentences ?? decided?.Sentences ?? [],
            LookedAt = look is null ? null : clock.Calendar.InstantOf(look.Observation.At),
            NextAt = work.Wakes.Count == 0 ? null : clock.Calendar.InstantOf(work.Wakes.Min(wake => wake.At)),
            Open = [.. work.Duties.Select(duty => DutyWords.Of(duty.Effect))],
            IsEdited = work.IsEdited,
            IsRecorded = recorder.IsRecorded,
        };
    }
}
