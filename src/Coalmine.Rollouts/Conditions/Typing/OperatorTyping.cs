using Coalmine.Rollouts.Conditions.Syntax;
using Coalmine.Rollouts.Conditions.Values;

namespace Coalmine.Rollouts.Conditions.Typing;

/// <summary>Types of signs between two operands (expr, checker): what is known must fit, what is unknown is checked when it runs.</summary>
internal static class OperatorTyping
{
    /// <summary>The type of the whole.</summary>
    /// <exception cref="TypeFault">The operands do not fit.</exception>
    public static StaticType Of(ConditionNode.Binary node, StaticType left, StaticType right)
    {
        StaticType? type = node.Kind switch
        {
            BinaryKind.Equal or BinaryKind.NotEqual => left.IsComparableTo(right) ? StaticType.Bool : null,
            BinaryKind.And or BinaryKind.Or => Both(left, right, type => type.Kind == StaticKind.Bool) ? StaticType.Bool : null,
            BinaryKind.Less or BinaryKind.AtMost or BinaryKind.Greater or BinaryKind.AtLeast => AreOrdered(left, right) ? StaticType.Bool : null,
            BinaryKind.Subtract or BinaryKind.Multiply => Both(left, right, type => type.IsNumber) ? Combined(left, right) : null,
            BinaryKind.Add => AreOrdered(left, right) ? Combined(left, right) : null,
            BinaryKind.Divide or BinaryKind.Power => Both(left, right, type => type.IsNumber) ? StaticType.Float : null,
            BinaryKind.Remainder => Both(left, right, IsWhole) ? StaticType.Int : null,
            BinaryKind.Range => Both(left, right, IsWhole) ? StaticType.ListOf(StaticType.Int) : null,
            BinaryKind.In => Membership(left, right),
            BinaryKind.Matches => Matching(node, left, right),
            BinaryKind.Contains or BinaryKind.StartsWith or BinaryKind.EndsWith => Both(left, right, IsText) ? StaticType.Bool : null,
            BinaryKind.Otherwise => Otherwise(left, right),
            _ => throw new InvalidOperationException("Unreachable: pipes are gone after parsing."),
        };
        return type ?? throw new TypeFault($"invalid operation: {node.Sign} (mismatched types {left} and {right})");
    }

    private static bool IsWhole(StaticType type) => type.Kind == StaticKind.Int;

    private static bool IsText(StaticType type) => type.Kind == StaticKind.Text;

    private static bool Both(StaticType left, StaticType right, Predicate<StaticType> fits) =>
        (left.IsUnknown || fits(left)) && (right.IsUnknown || fits(right));

    private static bool AreOrdered(StaticType left, StaticType right) => Both(left, right, type => type.IsNumber) || Both(left, right, IsText);

    private static StaticType Combined(StaticType left, StaticType right)
    {
        if (left.IsUnknown || right.IsUnknown)
            return StaticType.Unknown;
        return left.Kind == StaticKind.Float ? left : right.Kind == StaticKind.Float ? right : left;
    }

    private static StaticType? Membership(StaticType left, StaticType right)
    {
        switch (right.Kind)
        {
            case StaticKind.Map:
                return left.Kind is StaticKind.Text or StaticKind.Unknown
                    ? StaticType.Bool
                    : throw new TypeFault($"cannot use {left} as type string in map key");
            case StaticKind.List:
                return left.IsComparableTo(right.Element) ? StaticType.Bool : throw new TypeFault($"cannot use {left} as type {right.Element} in array");
            case StaticKind.Unknown:
                return StaticType.Bool;
            default:
                return left.IsUnknown && right.Kind == StaticKind.Text ? StaticType.Bool : null;
        }
    }

    private static StaticType? Matching(ConditionNode.Binary node, StaticType left, StaticType right)
    {
        if (node is { Right: ConditionNode.Literal { Value.Kind: ValueKind.Text } literal, Pattern: null })
            throw new TypeFault($"error parsing regexp: `{literal.Value.Text}`");
        return Both(left, right, IsText) ? StaticType.Bool : null;
    }

    private static StaticType Otherwise(StaticType left, StaticType right)
    {
        if (left.Kind == StaticKind.Nil)
            return right;
        return right.Kind == StaticKind.Nil || right.Fits(left) ? left : StaticType.Unknown;
    }
}
