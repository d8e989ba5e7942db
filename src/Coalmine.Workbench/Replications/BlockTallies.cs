using System.Collections.Immutable;
using Coalmine.Simulation;

namespace Coalmine.Workbench.Replications;

/// <summary>The tallies of one scenario, for a block of replications or for all blocks so far.</summary>
internal sealed class BlockTallies(int policies)
{
    /// <summary>One a policy.</summary>
    public ImmutableArray<PolicyTally> Policies { get; } = [.. Enumerable.Range(0, policies).Select(_ => new PolicyTally())];

    /// <summary>One for every policy after the first.</summary>
    public ImmutableArray<PairTally> Pairs { get; } = [.. Enumerable.Range(1, policies - 1).Select(_ => new PairTally())];

    /// <summary>Adds one replication, one result a policy.</summary>
    public void Add(ReadOnlySpan<RolloutResult> results)
    {
        for (int policy = 0; policy < results.Length; policy++)
        {
            Policies[policy].Add(results[policy]);
            if (policy > 0)
                Pairs[policy - 1].Add(results[policy], results[0]);
        }
    }

    /// <summary>Adds a later block.</summary>
    public void Add(BlockTallies later)
    {
        for (int policy = 0; policy < Policies.Length; policy++)
            Policies[policy].Add(later.Policies[policy]);
        for (int pair = 0; pair < Pairs.Length; pair++)
            Pairs[pair].Add(later.Pairs[pair]);
    }
}
