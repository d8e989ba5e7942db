using System.Collections.Immutable;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Observing;

/// <summary>How a rollout that is followed stands, and what our policy says of it; for whoever asks, at any time.</summary>
public sealed record FollowStanding
{
    /// <summary>Identity of the rollout; empty while none is followed.</summary>
    public string Rollout { get; init; } = "";

    /// <summary>Which version is tried.</summary>
    public string Revision { get; init; } = "";

    /// <summary>The weight at which the evidence is gathered; nothing before the first was seen.</summary>
    public TrafficWeight? Weight { get; init; }

    /// <summary>The last decision: what our policy would do. Nothing before the first.</summary>
    public Decision? Decision { get; init; }

    /// <summary>The sentences of the last look, one a check, then the decision's.</summary>
    public ImmutableArray<string> Sentences { get; init; } = [];

    /// <summary>The answers of the last look, one a check; empty before the first.</summary>
    public ImmutableArray<VerdictKind> Verdicts { get; init; } = [];

    /// <summary>When the last look was; nothing before the first.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>When the next look is due; nothing where none is.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Until when the last look says anything of the present: two looks later at the latest, and a minute. Nothing before the first.</summary>
    public DateTimeOffset? GoodUntil { get; init; }

    /// <summary>What hinders judging, in words; empty for nothing.</summary>
    public string Problem { get; init; } = "";

    /// <summary>When the loop last turned; nothing before it has.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Whether the journal could be written.</summary>
    public bool IsRecorded { get; init; } = true;

    /// <summary>Whether the rollout is still under way.</summary>
    public bool IsOpen { get; init; }
}
