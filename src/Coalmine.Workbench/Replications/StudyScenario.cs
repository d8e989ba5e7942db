using System.Collections.Immutable;

namespace Coalmine.Workbench.Replications;

/// <summary>A scenario of a study with the policies that are tried on it. The first one is what the others are compared with.</summary>
/// <param name="Facts">What reports need to know of the scenario.</param>
/// <param name="Policies">At least one policy.</param>
public sealed record StudyScenario(ScenarioFacts Facts, ImmutableArray<StudyPolicy> Policies);
