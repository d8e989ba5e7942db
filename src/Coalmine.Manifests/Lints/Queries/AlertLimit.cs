using Coalmine.Manifests.Queries;
using Coalmine.PromQL.Parsing;

namespace Coalmine.Manifests.Lints.Queries;

/// <summary>What an alert compares with a number.</summary>
/// <param name="Measured">The side that is measured.</param>
/// <param name="Limit">The number.</param>
/// <param name="Place">Where the comparison stands.</param>
internal readonly record struct AlertLimit(Expression Measured, double Limit, SourcePosition Place)
{
    /// <summary>Whether it is a ratio of two vectors.</summary>
    public bool IsRatio => QueryNode.Bare(Measured) is Expression.Binary
    {
        Operator: BinaryOperator.Divide, Left.Kind: ValueKind.InstantVector, Right.Kind: ValueKind.InstantVector,
    };

    /// <summary>The comparison of an expression; nothing where it is none with a number.</summary>
    public static AlertLimit? Of(Expression root) => QueryNode.Bare(root) switch
    {
        Expression.Binary { Operator: >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual } comparison =>
            QueryNode.Bare(comparison.Right) is Expression.Number right ? new AlertLimit(comparison.Left, right.Value, comparison.Position)
            : QueryNode.Bare(comparison.Left) is Expression.Number left ? new AlertLimit(comparison.Right, left.Value, comparison.Position)
            : null,
        Expression.Binary { Operator: BinaryOperator.And } both => Of(both.Left) ?? Of(both.Right),
        _ => null,
    };
}
