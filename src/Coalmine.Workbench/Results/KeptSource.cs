using Coalmine.Simulation;
using Coalmine.Simulation.Sharing;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Results;

/// <summary>Gives rollouts that are in a store, and runs and keeps the others. A rollout is prepared when the first one is missing.</summary>
/// <param name="store">The store.</param>
/// <param name="group">The cells of the scenario.</param>
/// <param name="cell">The cell of the policy.</param>
/// <param name="prepare">Makes the source that runs.</param>
internal sealed class KeptSource(ResultsStore store, CellGroup group, StoredCell cell, Func<IRolloutSource> prepare) : IRolloutSource
{
    private IRolloutSource? _source;
    private SharedScrapes? _shared;

    /// <inheritdoc/>
    public RolloutResult Run(ulong seed, long replication)
    {
        if (store.TryFind(group, cell, replication, out RolloutResult kept))
            return kept;
        _source ??= Prepare();
        RolloutResult result = _source.Run(seed, replication);
        store.Keep(cell, result);
        return result;
    }

    /// <inheritdoc/>
    public void Share(SharedScrapes scrapes)
    {
        _shared = scrapes;
        _source?.Share(scrapes);
    }

    private IRolloutSource Prepare()
    {
        IRolloutSource prepared = prepare();
        if (_shared is not null)
            prepared.Share(_shared);
        return prepared;
    }
}
