using System.Collections.Immutable;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.RareEvents;

/// <summary>What was found in one scenario.</summary>
/// <param name="Facts">The scenario.</param>
/// <param name="Estimates">One estimate a policy, in order.</param>
public sealed record SplittingScenario(ScenarioFacts Facts, ImmutableArray<SplittingEstimate> Estimates);
