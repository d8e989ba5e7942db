using System.Collections.Immutable;

namespace Coalmine.PromQL.Bindings;

/// <summary>What is known beside the queries.</summary>
/// <param name="Names">The names of the arms.</param>
public sealed record BindingOptions(ArmNames Names)
{
    /// <summary>Metrics that somebody has described; they come before those of the table.</summary>
    public ImmutableArray<MetricFamily> Described { get; init; } = [];

    /// <summary>Names of series that recording rules write: they are not exposed by anybody.</summary>
    public ImmutableArray<string> Recorded { get; init; } = [];
}
