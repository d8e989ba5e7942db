namespace Coalmine.PromQL.Parsing;

/// <summary>Which labels must be equal for two elements to pair, one to one.</summary>
/// <param name="On"><c>on</c>: only the named. Otherwise <c>ignoring</c>: all but the named and the metric's name.</param>
/// <param name="Names">The labels.</param>
public sealed record VectorMatching(bool On, IReadOnlyList<string> Names)
{
    /// <summary>All labels except the metric's name: an operator without a clause.</summary>
    public static VectorMatching Default { get; } = new(false, []);
}
