using System.Collections.Immutable;

namespace Coalmine.PromQL.Bindings;

/// <summary>A metric that some query asks, with the labels its series have.</summary>
/// <param name="Family">The metric.</param>
/// <param name="Parts">The parts that are asked for.</param>
/// <param name="Scheme">The labels.</param>
public sealed record BoundFamily(MetricFamily Family, ImmutableArray<SeriesPart> Parts, LabelScheme Scheme);
