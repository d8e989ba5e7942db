using System.Text.RegularExpressions;

namespace Coalmine.PromQL.Parsing;

/// <summary>One condition on one label. An absent label counts as the empty string, as in Prometheus.</summary>
public sealed record LabelMatcher
{
    private readonly Regex pattern;

    private LabelMatcher(string name, MatchOperator comparison, string value, Regex pattern)
    {
        Name = name;
        Comparison = comparison;
        Value = value;
        this.pattern = pattern;
    }

    /// <summary>The label's name.</summary>
    public string Name { get; }

    /// <summary>How it is compared.</summary>
    public MatchOperator Comparison { get; }

    /// <summary>The text or the pattern, as written after unquoting.</summary>
    public string Value { get; }

    /// <summary>Whether a value satisfies the condition.</summary>
    /// <param name="value">The label's value; empty when absent.</param>
    public bool Matches(string value) => Comparison switch
    {
        MatchOperator.Equal => value == Value,
        MatchOperator.NotEqual => value != Value,
        MatchOperator.Regex => pattern.IsMatch(value),
        _ => !pattern.IsMatch(value),
    };

    /// <summary>As written in a selector.</summary>
    public override string ToString() => Name + Comparison switch
    {
        MatchOperator.Equal => "=",
        MatchOperator.NotEqual => "!=",
        MatchOperator.Regex => "=~",
        _ => "!~",
    } + $"\"{Value}\"";

    /// <summary>Equal when label, comparison and text are.</summary>
    /// <param name="other">The matcher to compare with.</param>
    public bool Equals(LabelMatcher? other) => other is not null && Name == other.Name && Comparison == other.Comparison && Value == other.Value;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Comparison, Value);

    /// <summary>A matcher, or the reason why its pattern is none.</summary>
    internal static bool TryCreate(LabelCondition condition, PromQLMode mode, out LabelMatcher matcher, out string reason)
    {
        Regex compiled = RegexPattern.Nothing;
        reason = "";
        var (name, comparison, value) = condition;
        bool isPattern = comparison is MatchOperator.Regex or MatchOperator.NotRegex;
        if (isPattern)
        {
            if (!RegexPattern.TryCompile(value, mode, out var found, out reason))
            {
                matcher = new LabelMatcher(name, MatchOperator.Equal, "", RegexPattern.Nothing);
                return false;
            }

            compiled = found.Regex;
        }

        matcher = new LabelMatcher(name, comparison, value, compiled);
        return true;
    }
}
