using System.Collections.Immutable;
using Coalmine.PromQL.Evaluation;

namespace Coalmine.PromQL.Bindings;

/// <summary>
/// What a set of queries asks of a rollout: every selector has got a metric, a role and an arm, and the metrics' series have got labels that all the queries
/// agree with. Pure names; no world is needed.
/// </summary>
/// <param name="Families">The metrics that are asked, in the order in which they first appear.</param>
/// <param name="Selectors">What each selector asks, query by query.</param>
/// <param name="Unbound">The selectors that could never be answered; the queries must not be evaluated if there are any.</param>
public sealed record QueryBindings(
    ImmutableArray<BoundFamily> Families, ImmutableArray<SelectorBinding> Selectors, ImmutableArray<UnboundSelector> Unbound)
{
    /// <summary>Binds queries.</summary>
    /// <param name="queries">The queries; their templates have been filled in.</param>
    /// <param name="options">Names of the arms, and what the table of metrics does not know.</param>
    public static QueryBindings Of(ImmutableArray<CompiledQuery> queries, BindingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new QueryBinder(options).Bind(queries);
    }

    /// <summary>The finite bounds, in seconds and rising, that the histograms need whose buckets are asked for.</summary>
    public ImmutableArray<double> LatencyBounds =>
    [
        .. Families.Where(bound => bound.Parts.Contains(SeriesPart.Bucket)).SelectMany(bound => bound.BoundsSeconds).Distinct().Order(),
    ];

    /// <summary>What a query asks.</summary>
    /// <param name="query">Index of the query.</param>
    public IEnumerable<SelectorBinding> Of(int query) => Selectors.Where(selector => selector.Query == query);
}
