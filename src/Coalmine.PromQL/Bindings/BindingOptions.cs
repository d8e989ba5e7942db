using System.Collections.Immutable;

namespace Coalmine.PromQL.Bindings;

/// <summary>What is known beside the queries.</summary>
/// <param name="Names">The names of the arms.</param>
public sealed record BindingOptions(ArmNames Names)
{
    /// <summary>Metrics that somebody has described; they come before those of the table.</summary>
    public ImmutableArray<MetricFamily> Described { get; init; } = [];

    /// <summary>What the world's telemetry says about the bounds of histograms.</summary>
    public HistogramBounds Bounds { get; init; } = HistogramBounds.Usual;

    /// <summary>Names of series that somebody else writes, such as <c>ALERTS</c>: they are not exposed by anybody.</summary>
    public ImmutableArray<string> Recorded { get; init; } = [];

    /// <summary>
    /// Series that queries of the set write, as recording rules do. They are not exposed either, but what is asked of them is asked of what they are made of: a
    /// condition on a label of theirs is one on that label of the metrics that their query reads.
    /// </summary>
    public ImmutableArray<RecordedSeries> Written { get; init; } = [];
}
