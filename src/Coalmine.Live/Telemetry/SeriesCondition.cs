using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.Live.Telemetry;

/// <summary>The conditions of a vector selector, for series that no server selects.</summary>
/// <param name="Matchers">All of them must hold.</param>
internal readonly record struct SeriesCondition(IReadOnlyList<LabelMatcher> Matchers)
{
    /// <summary>Reads a selector.</summary>
    /// <param name="selector">The vector selector.</param>
    /// <param name="condition">Its conditions.</param>
    /// <param name="problem">Why it is none.</param>
    public static bool TryParse(string selector, out SeriesCondition condition, out string problem)
    {
        ParseResult read = PromQLParser.Parse(selector, PromQLMode.V3);
        condition = new SeriesCondition(read is ParseResult.Parsed { Root: Expression.Selector { Matchers: var matchers } } ? matchers : []);
        problem = read is ParseResult.Refused refused ? refused.Error.ToString() : "it is no selector";
        return condition.Matchers.Count > 0;
    }

    /// <summary>Whether a series meets them.</summary>
    public bool Holds(Labels labels)
    {
        foreach (LabelMatcher matcher in Matchers)
            if (!matcher.Matches(labels[matcher.Name]))
                return false;
        return true;
    }
}
