namespace Coalmine.PromQL.Parsing;

/// <summary>Operators by their spelling, with precedence (prometheus.io/docs, "Operators"; a higher number binds tighter).</summary>
internal static class OperatorTable
{
    /// <summary>What unary minus takes as its operand: it binds as tightly as multiplication.</summary>
    public const int Tightest = 5;

    private static readonly (string Symbol, BinaryOperator Operator, int Precedence)[] Supported =
    [
        ("==", BinaryOperator.Equal, 3), ("!=", BinaryOperator.NotEqual, 3), ("<=", BinaryOperator.LessOrEqual, 3),
        ("<", BinaryOperator.Less, 3), (">=", BinaryOperator.GreaterOrEqual, 3), (">", BinaryOperator.Greater, 3),
        ("+", BinaryOperator.Add, 4), ("-", BinaryOperator.Subtract, 4),
        ("*", BinaryOperator.Multiply, Tightest), ("/", BinaryOperator.Divide, Tightest),
    ];

    /// <summary>Operators of the language that are not evaluated yet.</summary>
    private static readonly string[] Known = ["^", "%", "atan2", "and", "or", "unless"];

    public static bool TryFind(string symbol, out BinaryOperator found, out int precedence)
    {
        foreach (var entry in Supported)
        {
            if (entry.Symbol == symbol)
            {
                (_, found, precedence) = entry;
                return true;
            }
        }

        found = default;
        precedence = 0;
        return false;
    }

    public static bool IsKnown(string symbol) => Known.Contains(symbol, StringComparer.OrdinalIgnoreCase);

    public static bool IsComparison(BinaryOperator op) => op >= BinaryOperator.Equal;

    public static string SymbolOf(BinaryOperator op) => Supported.First(entry => entry.Operator == op).Symbol;
}
