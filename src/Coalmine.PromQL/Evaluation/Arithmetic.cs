using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Evaluation;

/// <summary>Operators on two numbers, by IEEE 754 as in Go: division by zero is an infinity or NaN, comparisons with NaN are false except !=.</summary>
internal static class Arithmetic
{
    /// <summary>The value of an operation; for a comparison the left value, and whether it holds.</summary>
    public static double Apply(BinaryOperator op, double left, double right, out bool keeps)
    {
        keeps = true;
        switch (op)
        {
            case BinaryOperator.Add: return left + right;
            case BinaryOperator.Subtract: return left - right;
            case BinaryOperator.Multiply: return left * right;
            case BinaryOperator.Divide: return left / right;
            case BinaryOperator.Modulo: return left % right;
            case BinaryOperator.Power: return Math.Pow(left, right);
            case BinaryOperator.Atan2: return Math.Atan2(left, right);
            case BinaryOperator.Equal: keeps = left == right; return left;
            case BinaryOperator.NotEqual: keeps = left != right; return left;
            case BinaryOperator.Less: keeps = left < right; return left;
            case BinaryOperator.LessOrEqual: keeps = left <= right; return left;
            case BinaryOperator.Greater: keeps = left > right; return left;
            default: keeps = left >= right; return left;
        }
    }
}
