using System.Collections.Immutable;

namespace Coalmine.Workbench.Sweeps;

/// <summary>The probability of a rollback against the size of what goes wrong in a scenario: the operating characteristic curve of every policy.</summary>
/// <param name="Scenario">The scenario whose faults were scaled.</param>
/// <param name="Policies">The policies, in order.</param>
/// <param name="Sizes">The sizes in rising order; 0 is the scenario without its faults, 1 as it stands.</param>
public sealed record EffectSweep(string Scenario, ImmutableArray<string> Policies, ImmutableArray<EffectSize> Sizes);
