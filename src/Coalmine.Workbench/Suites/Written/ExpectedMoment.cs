using Coalmine.Rollouts.Journal;

namespace Coalmine.Workbench.Suites.Written;

/// <summary>What must be decided, or how things must stand, at a moment.</summary>
public sealed record ExpectedMoment
{
    /// <summary>The moment, from the beginning of the rollout.</summary>
    public required TimeSpan At { get; init; }

    /// <summary>How much later it may be.</summary>
    public TimeSpan Within { get; init; }

    /// <summary>What must be decided then; hold means that nothing else is decided. Nothing where that is not asked.</summary>
    public DecisionKind? Decision { get; init; }

    /// <summary>Words that the decision's sentence must hold, in whatever case; empty where that is not asked.</summary>
    public string Because { get; init; } = "";

    /// <summary>How the rollout must stand; nothing where that is not asked.</summary>
    public RolloutOutcome? Outcome { get; init; }

    /// <summary>The canary's share of the traffic; nothing where that is not asked.</summary>
    public double? Weight { get; init; }
}
