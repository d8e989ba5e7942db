namespace Coalmine.PromQL.Parsing;

/// <summary>How an aggregation groups its input.</summary>
/// <param name="Without"><c>without</c>: by all labels except the named and the metric's name. Otherwise <c>by</c>: only the named ones.</param>
/// <param name="Names">The labels; <c>by</c> nothing is one group for all.</param>
public sealed record Grouping(bool Without, IReadOnlyList<string> Names)
{
    /// <summary>One group for all: an aggregation without a clause.</summary>
    public static Grouping All { get; } = new(false, []);
}
