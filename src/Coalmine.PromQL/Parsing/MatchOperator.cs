namespace Coalmine.PromQL.Parsing;

/// <summary>How a matcher compares a label.</summary>
public enum MatchOperator
{
    /// <summary><c>=</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>=~</c>: the whole value matches the pattern.</summary>
    Regex,

    /// <summary><c>!~</c>: the whole value does not match the pattern.</summary>
    NotRegex,
}
