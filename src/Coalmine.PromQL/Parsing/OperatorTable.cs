namespace Coalmine.PromQL.Parsing;

/// <summary>Operators by their spelling, with precedence (prometheus.io/docs, "Operators"; a higher number binds tighter).</summary>
internal static class OperatorTable
{
    /// <summary>The precedence of <c>^</c>: unary minus takes as its operand what binds at least so.</summary>
    public const int Power = 6;

    private static readonly (string Symbol, BinaryOperator Operator, int Precedence)[] Supported =
    [
        ("or", BinaryOperator.Or, 1), ("and", BinaryOperator.And, 2), ("unless", BinaryOperator.Unless, 2),
        ("==", BinaryOperator.Equal, 3), ("!=", BinaryOperator.NotEqual, 3), ("<=", BinaryOperator.LessOrEqual, 3),
        ("<", BinaryOperator.Less, 3), (">=", BinaryOperator.GreaterOrEqual, 3), (">", BinaryOperator.Greater, 3),
        ("+", BinaryOperator.Add, 4), ("-", BinaryOperator.Subtract, 4),
        ("*", BinaryOperator.Multiply, 5), ("/", BinaryOperator.Divide, 5), ("%", BinaryOperator.Modulo, 5), ("atan2", BinaryOperator.Atan2, 5),
        ("^", BinaryOperator.Power, Power), ("</", BinaryOperator.TrimUpper, 3), (">/", BinaryOperator.TrimLower, 3),
    ];

    public static bool TryFind(string symbol, out BinaryOperator found, out int precedence)
    {
        foreach (var entry in Supported)
        {
            if (entry.Symbol.Equals(symbol, StringComparison.OrdinalIgnoreCase))
            {
                (_, found, precedence) = entry;
                return true;
            }
        }

        found = default;
        precedence = 0;
        return false;
    }

    public static bool IsComparison(BinaryOperator op) => op is >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual;

    public static bool IsTrim(BinaryOperator op) => op is BinaryOperator.TrimUpper or BinaryOperator.TrimLower;

    public static bool IsSet(BinaryOperator op) => op >= BinaryOperator.And;

    public static string SymbolOf(BinaryOperator op) => Supported.First(entry => entry.Operator == op).Symbol;
}
