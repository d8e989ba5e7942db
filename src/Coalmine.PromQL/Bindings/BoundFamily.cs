using System.Collections.Immutable;

namespace Coalmine.PromQL.Bindings;

/// <summary>A metric that some query asks, with the labels its series have.</summary>
/// <param name="Family">The metric.</param>
/// <param name="Parts">The parts that are asked for.</param>
/// <param name="Scheme">The labels.</param>
public sealed record BoundFamily(MetricFamily Family, ImmutableArray<SeriesPart> Parts, LabelScheme Scheme)
{
    /// <summary>The finite bounds of its histogram, in seconds and rising; none for a metric that is no histogram.</summary>
    public required ImmutableArray<double> BoundsSeconds { get; init; }

    /// <summary>
    /// Whether some query sees buckets or sums of answered requests and of errors apart: by a condition, by grouping, or because it does not add them up. Where
    /// none does, one histogram may stand for both.
    /// </summary>
    public required bool TellsOutcomesApart { get; init; }
}
