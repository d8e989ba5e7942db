using System.Collections.Immutable;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.RareEvents;

/// <summary>What was found in one scenario.</summary>
/// <param name="Facts">The scenario.</param>
/// <param name="Estimates">One estimate a policy, in order.</param>
public sealed record SplittingScenario(ScenarioFacts Facts, ImmutableArray<SplittingEstimate> Estimates)
{
    /// <summary>What is measured: false rollbacks on evidence where the canary is healthy, else all of them.</summary>
    public CharacteristicDefinition Measured =>
        Facts.Truth == TruthKind.Healthy ? CharacteristicCatalogue.FalseRollbackOnEvidence : CharacteristicCatalogue.RolledBackOnEvidence;
}
