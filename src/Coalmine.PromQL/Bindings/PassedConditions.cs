using System.Collections.Immutable;
using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Bindings;

/// <summary>
/// Conditions that reach a query through the series that it writes: whoever asks <c>job:errors{arm="canary"}</c> expects that label on the metrics that
/// <c>job:errors</c> is made of, or nothing would ever answer.
/// </summary>
internal sealed class PassedConditions
{
    private readonly ImmutableArray<CompiledQuery> _queries;
    private readonly ImmutableArray<RecordedSeries> _written;
    private readonly List<LabelMatcher>[] _of;

    public PassedConditions(ImmutableArray<CompiledQuery> queries, ImmutableArray<RecordedSeries> written)
    {
        (_queries, _written) = (queries, written);
        _of = [.. queries.Select(_ => new List<LabelMatcher>())];
        if (written.IsEmpty)
            return;
        foreach (CompiledQuery query in queries)
            foreach (Expression.Selector selector in query.Selectors)
                Pass(NameOf(selector), selector.Matchers);
    }

    /// <summary>The conditions that reach a query.</summary>
    public IReadOnlyList<LabelMatcher> Of(int query) => _of[query];

    /// <summary>The metric's name that a selector asks; empty where it asks none.</summary>
    public static string NameOf(Expression.Selector selector) =>
        selector.Matchers.FirstOrDefault(matcher => matcher is { Name: Labels.MetricName, Comparison: MatchOperator.Equal })?.Value ?? "";

    private void Pass(string name, IReadOnlyList<LabelMatcher> conditions)
    {
        foreach (RecordedSeries written in _written)
        {
            if (written.Name != name)
                continue;
            LabelMatcher[] news =
            [
                .. conditions.Where(each => each.Name is not (Labels.MetricName or Labels.BucketBound)
                    && !written.OwnLabels.Contains(each.Name) && !_of[written.Query].Contains(each)),
            ];
            // Rules may read what they write themselves: only what is new goes on.
            if (news.Length == 0)
                continue;
            _of[written.Query].AddRange(news);
            foreach (Expression.Selector selector in _queries[written.Query].Selectors)
                Pass(NameOf(selector), news);
        }
    }
}
