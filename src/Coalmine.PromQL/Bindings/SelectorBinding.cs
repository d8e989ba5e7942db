using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Bindings;

/// <summary>What one selector of a query asks for.</summary>
/// <param name="Query">Index of the query.</param>
/// <param name="Selector">The selector.</param>
/// <param name="Family">The metric.</param>
/// <param name="Part">The part of it.</param>
/// <param name="Side">Whose series it names.</param>
/// <param name="Outcome">Which requests they count.</param>
public sealed record SelectorBinding(
    int Query, Expression.Selector Selector, MetricFamily Family, SeriesPart Part, ArmSide Side, RequestOutcome Outcome);
