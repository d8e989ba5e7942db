namespace Coalmine.Rollouts.Conditions.Syntax;

/// <summary>How a sign between two operands binds.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Precedence">The higher, the tighter.</param>
/// <param name="IsRight">Whether several of them are grouped from the right.</param>
internal readonly record struct BinarySign(BinaryKind Kind, int Precedence, bool IsRight = false)
{
    /// <summary>Precedence of <c>!</c> and <c>not</c> before an operand: looser than arithmetic, tighter than comparison.</summary>
    public const int Not = 50;

    /// <summary>Precedence of <c>-</c> and <c>+</c> before an operand.</summary>
    public const int Minus = 90;

    private static readonly Dictionary<string, BinarySign> All = new(StringComparer.Ordinal)
    {
        ["|"] = new(BinaryKind.Pipe, 0),
        ["or"] = new(BinaryKind.Or, 10),
        ["||"] = new(BinaryKind.Or, 10),
        ["and"] = new(BinaryKind.And, 15),
        ["&&"] = new(BinaryKind.And, 15),
        ["=="] = new(BinaryKind.Equal, 20),
        ["!="] = new(BinaryKind.NotEqual, 20),
        ["<"] = new(BinaryKind.Less, 20),
        ["<="] = new(BinaryKind.AtMost, 20),
        [">"] = new(BinaryKind.Greater, 20),
        [">="] = new(BinaryKind.AtLeast, 20),
        ["in"] = new(BinaryKind.In, 20),
        ["matches"] = new(BinaryKind.Matches, 20),
        ["contains"] = new(BinaryKind.Contains, 20),
        ["startsWith"] = new(BinaryKind.StartsWith, 20),
        ["endsWith"] = new(BinaryKind.EndsWith, 20),
        [".."] = new(BinaryKind.Range, 25),
        ["+"] = new(BinaryKind.Add, 30),
        ["-"] = new(BinaryKind.Subtract, 30),
        ["*"] = new(BinaryKind.Multiply, 60),
        ["/"] = new(BinaryKind.Divide, 60),
        ["%"] = new(BinaryKind.Remainder, 60),
        ["**"] = new(BinaryKind.Power, 100, IsRight: true),
        ["^"] = new(BinaryKind.Power, 100, IsRight: true),
        ["??"] = new(BinaryKind.Otherwise, 500),
    };

    /// <summary>Whether <c>not</c> may stand before it.</summary>
    public bool CanBeNegated => Kind is BinaryKind.In or BinaryKind.Matches or BinaryKind.Contains or BinaryKind.StartsWith or BinaryKind.EndsWith;

    /// <summary>Whether several of them in a row form a chain from expr 1.17 on.</summary>
    public bool IsComparison => Kind is BinaryKind.Less or BinaryKind.AtMost or BinaryKind.Greater or BinaryKind.AtLeast;

    /// <summary>The sign of a token, if it is one.</summary>
    public static bool TryFind(Token token, out BinarySign sign)
    {
        sign = default;
        return token.Kind == TokenKind.Operator && All.TryGetValue(token.Text, out sign);
    }

    /// <summary>A sign by its text, which must be one.</summary>
    public static BinarySign Find(string text) => All[text];
}
