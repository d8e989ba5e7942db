using System.Collections.Immutable;

namespace Coalmine.Workbench.Tuning.Search;

/// <summary>Where a candidate stands against the goal.</summary>
/// <param name="Objective">What should be least.</param>
/// <param name="Excesses">What must not be above 0: the targets, and where the given policy is the yardstick how much worse each objective is.</param>
internal sealed record Standing(Estimate Objective, ImmutableArray<Estimate> Excesses);
