using System.Collections.Immutable;
using Coalmine.Simulation.RareEvents;
using Coalmine.Workbench.Advice;
using Coalmine.Workbench.Watchers;

namespace Coalmine.Workbench.Replications;

/// <summary>A policy as it meets one scenario of a study.</summary>
/// <param name="Name">The name shown in tables.</param>
/// <param name="UnsafeSettings">Settings of the policy that let missing data pass; every output repeats them.</param>
/// <param name="Prepare">Makes a source of rollouts; each worker calls it once and uses the source for one replication after another.</param>
public sealed record StudyPolicy(string Name, ImmutableArray<string> UnsafeSettings, Func<IRolloutSource> Prepare)
{
    /// <summary>
    /// What the policy is, as a hash of everything its decisions depend on; empty where that cannot be told, and then its rollouts are never kept.
    /// </summary>
    public string Key { get; init; } = "";

    /// <summary>The names of its checks, in the order of <see cref="Simulation.RolloutResult.CausingCheck"/>.</summary>
    public ImmutableArray<string> Checks { get; init; } = [];

    /// <summary>What can be said of it in this scenario's world without running it; nothing where nobody asks.</summary>
    public PairingAdvice? Advice { get; init; }

    /// <summary>The alerts that look on, in the order of <see cref="IRolloutSource.Alerts"/>.</summary>
    public ImmutableArray<WatchedAlert> Alerts { get; init; } = [];

    /// <summary>Whether each replication meets a world of its own, drawn from the scenario's uncertainty.</summary>
    public bool HasDrawnWorlds { get; init; }

    /// <summary>
    /// Makes a splitting for rollbacks on evidence that are rare; each worker calls it once. Nothing where there is none: the policy has no checks, or the
    /// scenario's world is brought forward request by request.
    /// </summary>
    public Func<RolloutSplitting>? PrepareSplitting { get; init; }
}
