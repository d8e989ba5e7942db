using System.Collections.Immutable;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Workbench.Explanations.Schedules;

/// <summary>When a file does what, if its checks answer alike from beginning to end.</summary>
/// <param name="Passes">Whether every check passes; else every check fails.</param>
/// <param name="Rows">What happens, in order.</param>
public sealed record Schedule(bool Passes, ImmutableArray<ScheduleRow> Rows)
{
    /// <summary>How it ends: the earliest end of this kind that there can be.</summary>
    public required RolloutOutcome Outcome { get; init; }

    /// <summary>Seconds from the beginning to the end; where it stays open, to the last moment that changed something.</summary>
    public required double Seconds { get; init; }

    /// <summary>The canary's share of all requests from the beginning to the end, from 0 to 1, while traffic is steady.</summary>
    public required double CanaryShare { get; init; }

    /// <summary>The end in one sentence.</summary>
    public required string Ending { get; init; }
}
