using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Bindings;

/// <summary>The selectors that ask one metric.</summary>
/// <param name="Family">The metric.</param>
internal sealed record FamilyUse(MetricFamily Family)
{
    /// <summary>The selectors, with the query they stand in and the part they ask for.</summary>
    public List<(int Query, Expression.Selector Selector, SeriesPart Part)> Selectors { get; } = [];

    /// <summary>Conditions on series that are made of this metric.</summary>
    public HashSet<LabelMatcher> Passed { get; } = [];

    /// <summary>Labels by which queries group the metric.</summary>
    public HashSet<string> Grouped { get; } = [];

    /// <summary>All conditions on a label, those on series that are made of the metric included.</summary>
    public IEnumerable<LabelMatcher> Matchers(string label) => OwnMatchers(label).Concat(Passed.Where(matcher => matcher.Name == label));

    /// <summary>The conditions on a label of the metric itself.</summary>
    public IEnumerable<LabelMatcher> OwnMatchers(string label) =>
        Selectors.SelectMany(use => use.Selector.Matchers).Where(matcher => matcher.Name == label);

    /// <summary>The labels that are asked about, in the order of the text, without the metric's name and bucket bound.</summary>
    public IEnumerable<string> AskedLabels => Selectors.SelectMany(use => use.Selector.Matchers).Concat(Passed).Select(matcher => matcher.Name)
        .Where(name => name is not (Labels.MetricName or Labels.BucketBound)).Distinct();
}
