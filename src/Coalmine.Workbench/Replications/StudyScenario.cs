using System.Collections.Immutable;

namespace Coalmine.Workbench.Replications;

/// <summary>A scenario of a study with the policies that are tried on it. The first one is what the others are compared with.</summary>
/// <param name="Facts">What reports need to know of the scenario.</param>
/// <param name="Policies">At least one policy.</param>
public sealed record StudyScenario(ScenarioFacts Facts, ImmutableArray<StudyPolicy> Policies)
{
    /// <summary>
    /// What the world is, as a hash of everything it is made of, the engine included; empty where that cannot be told, and then its rollouts are never kept.
    /// </summary>
    public string Key { get; init; } = "";
}
