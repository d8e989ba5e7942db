using System.Collections.Immutable;
using Coalmine.Workbench.Suites.Incidents;
using Coalmine.Workbench.Suites.Written;

namespace Coalmine.Workbench.Suites.Runs;

/// <summary>A suite whose files have been read and bound: it can be run.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Pairs">What is simulated.</param>
/// <param name="Written">What is played on written answers.</param>
public sealed record LoadedSuite(Suite Suite, ImmutableArray<SuitePair> Pairs, ImmutableArray<WrittenCase> Written)
{
    /// <summary>What is asked over recorded rollouts.</summary>
    public ImmutableArray<IncidentCase> Incidents { get; init; } = [];

    /// <summary>Every file that was read for it: its own, scenarios, policies, manifests and incidents.</summary>
    public ImmutableArray<string> Files { get; init; } = [];
}
