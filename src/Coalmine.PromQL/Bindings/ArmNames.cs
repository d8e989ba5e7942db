using System.Collections.Immutable;

namespace Coalmine.PromQL.Bindings;

/// <summary>
/// The names under which the arms of a rollout can appear in metrics: services, workloads, predictors, subsets. The first of each is the one that is used
/// where a query leaves the choice.
/// </summary>
/// <param name="Baseline">Names of the baseline.</param>
/// <param name="Canary">Names of the canary.</param>
/// <param name="Shared">Names that mean both arms together, such as the service that the traffic is split under.</param>
public sealed record ArmNames(ImmutableArray<string> Baseline, ImmutableArray<string> Canary, ImmutableArray<string> Shared)
{
    /// <summary>No names: arms are told apart by words such as <c>canary</c> and <c>stable</c> only.</summary>
    public static ArmNames None { get; } = new([], [], []);

    /// <summary>The names of both sets, those of this one first.</summary>
    public ArmNames With(ArmNames other) => new(
        [.. Baseline.Union(other.Baseline)], [.. Canary.Union(other.Canary)], [.. Shared.Union(other.Shared)]);
}
