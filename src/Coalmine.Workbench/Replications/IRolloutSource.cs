using Coalmine.Rollouts.Plan;
using Coalmine.Simulation;
using Coalmine.Simulation.Sharing;
using Coalmine.Simulation.Watching;

namespace Coalmine.Workbench.Replications;

/// <summary>Runs one simulated rollout after another of one scenario under one policy. Belongs to one worker at a time.</summary>
public interface IRolloutSource
{
    /// <summary>
    /// Runs a replication. The result depends on the seed and the number alone, so that two policies meet the same world (common random numbers).
    /// </summary>
    /// <param name="seed">The study's seed.</param>
    /// <param name="replication">The number of the replication, from 0.</param>
    RolloutResult Run(ulong seed, long replication);

    /// <summary>
    /// Shares draws with the sources of other policies that run the same replications in turn. No result depends on it; a source that cannot share does
    /// nothing.
    /// </summary>
    /// <param name="scrapes">The worker's own.</param>
    void Share(SharedScrapes scrapes)
    {
    }

    /// <summary>What the alerts that look on did in the last replication; valid until the next one runs. None where nobody looks on.</summary>
    ReadOnlySpan<AlertRecord> Alerts => [];

    /// <summary>Until when they looked on in the last replication.</summary>
    Moment WatchedUntil => Moment.Start;
}
