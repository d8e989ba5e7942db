using Coalmine.Rollouts.Conditions.Syntax;
using Coalmine.Rollouts.Conditions.Values;

namespace Coalmine.Rollouts.Conditions;

/// <summary>Questions about two texts; nil holds nothing and is in nothing.</summary>
internal static class TextTest
{
    /// <summary>The answer.</summary>
    /// <exception cref="ConditionFault">One is neither a text nor nil, or the pattern is wrong.</exception>
    public static bool Holds(ConditionNode.Binary node, Value left, Value right)
    {
        if (left.IsNil || right.IsNil)
            return false;
        string text = Text(left);
        string part = Text(right);
        return node.Kind switch
        {
            BinaryKind.Contains => text.Contains(part, StringComparison.Ordinal),
            BinaryKind.StartsWith => text.StartsWith(part, StringComparison.Ordinal),
            BinaryKind.EndsWith => text.EndsWith(part, StringComparison.Ordinal),
            _ => (node.Pattern ?? GoRegex.Compile(part) ?? throw new ConditionFault($"error parsing regexp: `{part}`")).IsMatch(text),
        };
    }

    private static string Text(Value value) =>
        value.Kind == ValueKind.Text ? value.Text : throw new ConditionFault($"interface conversion: interface {{}} is {value.TypeName}, not string");
}
