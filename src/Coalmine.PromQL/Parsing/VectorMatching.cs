namespace Coalmine.PromQL.Parsing;

/// <summary>Which labels must be equal for two elements to pair, and how many may.</summary>
/// <param name="On"><c>on</c>: only the named. Otherwise <c>ignoring</c>: all but the named and the metric's name.</param>
/// <param name="Names">The labels.</param>
/// <param name="Cardinality">One to one, or which side has many.</param>
/// <param name="Include">Labels that the result takes from the one side of <c>group_left</c> and <c>group_right</c>.</param>
public sealed record VectorMatching(bool On, IReadOnlyList<string> Names, MatchCardinality Cardinality, IReadOnlyList<string> Include)
{
    /// <summary>What stands for an element that is missing on the left (<c>fill_left</c>, <c>fill</c>; 3.x behind a feature flag); null for none.</summary>
    public double? FillLeft { get; init; }

    /// <summary>The same on the right.</summary>
    public double? FillRight { get; init; }

    /// <summary>All labels except the metric's name: an operator without a clause.</summary>
    public static VectorMatching Default { get; } = new(false, [], MatchCardinality.OneToOne, []);
}
