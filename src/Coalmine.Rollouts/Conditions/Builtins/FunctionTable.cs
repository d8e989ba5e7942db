using Coalmine.Rollouts.Conditions.Syntax;

namespace Coalmine.Rollouts.Conditions.Builtins;

/// <summary>The functions of the condition language.</summary>
internal static class FunctionTable
{
    private static readonly Dictionary<string, Builtin> Functions =
        new IEnumerable<Builtin>[] { ResultFunctions.All, NumberFunctions.All, TextFunctions.All, ListFunctions.All }
            .SelectMany(group => group)
            .ToDictionary(function => function.Name, StringComparer.Ordinal);

    private static readonly Dictionary<string, LoopKind> Loops = Enum.GetValues<LoopKind>().ToDictionary(NameOf, StringComparer.Ordinal);

    // They exist in expr; a condition over a metric has hardly a use for them, and some need a clock.
    private static readonly HashSet<string> Unsupported = new(StringComparer.Ordinal)
    {
        "now", "duration", "date", "timezone", "groupBy", "toJSON", "toPairs", "fromPairs", "toBase64", "fromBase64",
        "bitand", "bitor", "bitxor", "bitnand", "bitshl", "bitshr", "bitushr", "bitnot",
    };

    /// <summary>A function that takes values.</summary>
    public static Builtin? Find(string name, ExprVersion version) =>
        Functions.TryGetValue(name, out Builtin? function) && function.Since <= version ? function : null;

    /// <summary>A function that takes an expression.</summary>
    public static LoopKind? FindLoop(string name) => Loops.TryGetValue(name, out LoopKind kind) ? kind : null;

    /// <summary>Whether expr has a function of that name that cannot be had here.</summary>
    public static bool IsUnsupported(string name) => Unsupported.Contains(name);

    /// <summary>Whether a name is that of a function.</summary>
    public static bool Has(string name, ExprVersion version) => Find(name, version) is not null || Loops.ContainsKey(name) || Unsupported.Contains(name);

    /// <summary>Name of a function that takes an expression.</summary>
    public static string NameOf(LoopKind kind)
    {
        string name = kind.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
