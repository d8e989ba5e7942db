using System.Collections.Immutable;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Rollouts.Plan;

/// <summary>What is under test: a plan with its checks and its rules for missing and inconclusive evidence.</summary>
public sealed record Policy
{
    /// <summary>The name shown in tables; usually the file's name without its ending.</summary>
    public required string Name { get; init; }

    /// <summary>One line on what the policy is for; may be empty.</summary>
    public string About { get; init; } = "";

    /// <summary>The schedule.</summary>
    public required RolloutPlan Plan { get; init; }

    /// <summary>The checks; may be empty only for a plan that is meant to shift traffic blindly.</summary>
    public required ImmutableArray<Check> Checks { get; init; }

    /// <summary>Error probabilities of the sequential checks together, and the level of the fixed-sample ones.</summary>
    public Risk Risk { get; init; } = new(0.05, 0.05);

    /// <summary>When a look gets no data.</summary>
    public WaitingRule NoData { get; init; } = new(TimeSpan.FromMinutes(15), Fallback.RollBack);

    /// <summary>When checks stay inconclusive beyond a step's normal end.</summary>
    public WaitingRule Inconclusive { get; init; } = new(TimeSpan.FromHours(1), Fallback.RollBack);

    /// <summary>Up to this weight a step may be entered without a pass on every check; beyond it, and for promotion, every check must pass.</summary>
    public TrafficWeight SafeBelow { get; init; } = new(50);
}
