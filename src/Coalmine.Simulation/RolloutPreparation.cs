using System.Collections.Immutable;
using Coalmine.Simulation.Metrics;

namespace Coalmine.Simulation;

/// <summary>What comes of preparing a simulated rollout. Closed: the nested records are all there are.</summary>
public abstract record RolloutPreparation
{
    private RolloutPreparation()
    {
    }

    /// <summary>It can run.</summary>
    /// <param name="Rollout">The rollout; for one worker.</param>
    public sealed record Ready(SimulatedRollout Rollout) : RolloutPreparation;

    /// <summary>The controller asks queries that the world cannot answer at any time.</summary>
    /// <param name="Queries">All of them.</param>
    public sealed record Refused(ImmutableArray<UnboundQuery> Queries) : RolloutPreparation;
}
