using System.Text;
using Coalmine.Conformance.Fuzzing.Mutations;
using Coalmine.Rollouts.Conditions;

namespace Coalmine.Conformance.Fuzzing.Targets;

/// <summary>Conditions of Argo's metrics: read and answered by both releases.</summary>
internal sealed class ConditionTarget() : FuzzTarget("condition", 15)
{
    private static readonly string[] Conditions =
    [
        "len(result) > 0 && result[0] >= 0.95",
        "result[0] <= 250",
        "default(result, 0) < 0.05 || isNaN(result[0])",
        "all(result, {# < 0.05}) ? true : not any(result, # == nil)",
        "result.data.ok && result.list[1:2] == [2] ?? false",
        "asInt(result) == 200 and asFloat('1.5') > 1 or isInf(result)",
        "let a = map(1..3, # * #index); sum(a) > -2 ** 3 and 'b' not in {'b': 1}",
        "string(result) matches '^[0-9]+$' | split('a,b', ',')[0] contains \"a\"",
        "reduce(filter(result, # > 1), #acc + #, 0) > 3 && count(result, true) in 0..10",
        "sortBy(result, -#)[0] > max(1, 2) && {'a': [1, 2, {b: nil}]}['a'][2]?.b == nil",
        "trim(' a ') + upper('b') + repeat('x', 3) startsWith 'aB' || fromJSON('[1]')[0] == 1",
    ];

    private static readonly string[] Words =
    [
        "result", "result[0]", "result[-1]", "result[99]", "len", "default", "isNaN", "isInf", "asInt", "asFloat", "all", "any", "none", "one", "filter", "map", "count",
        "sum", "reduce", "repeat('x', 999999999)", "1..99999999", "0..1000000", "#", "#acc", "#index", "let", "if", "else", "in", "not", "and", "or", "matches",
        "'(a+)+$'", "'['", "contains", "startsWith", "endsWith", "nil", "true", "false", "&&", "||", "??", "?.", "?:", "?", ":", "|", "**", "^", "..", "==", "!=", "<", ">",
        "<=", ">=", "+", "-", "*", "/", "%", "!", "(", ")", "[", "]", "{", "}", ",", ";", ".", "'", "\"", "`", "'x'", "\"\\u0041\"", "\"\\x\"",
        "/*", "//", "#x", "$env", "date()", "now()",
        "fromJSON", "toJSON", "split", "join", "replace", "indexOf", "flatten", "uniq", "sort", "sortBy", "groupBy", "keys", "values", "toPairs", "bitshl", "bitand",
        "string", "int", "float", "abs", "ceil", "mean", "median", "first", "last", "take", "concat", "ä", "😀", " ",
    ];

    private static readonly ProviderResult[] Results =
    [
        new ProviderResult.Vector([]), new ProviderResult.Vector([double.NaN]), new ProviderResult.Vector([0.5, 1e308, -1]), new ProviderResult.Number(double.PositiveInfinity),
        new ProviderResult.Number(200), ProviderResult.Nothing, new ProviderResult.Text("x"), new ProviderResult.Flag(true),
        ProviderResult.FromJson("{\"data\": {\"ok\": true}, \"list\": [1, null, \"2\", {\"a\": []}]}"), ProviderResult.FromJson("[[1], {}, \"\", null, 1e400]"),
    ];

    private readonly TokenDamage _damage = new(Words);

    public override IReadOnlyList<string> Sound => Conditions;

    public override byte[] Make(Luck luck) =>
        Encoding.UTF8.GetBytes(luck.OneIn(4) ? LetterDamage.Apply(luck.Of(Conditions), luck) : _damage.Apply(luck.Of(Conditions), luck));

    public override bool Try(byte[] input, Luck luck)
    {
        string text = Encoding.UTF8.GetString(input);
        bool isAccepted = false;
        foreach (ExprVersion version in Enum.GetValues<ExprVersion>())
        {
            Condition condition = Condition.Parse(text, version);
            if (condition.Problem is { } problem && (problem.Position < 0 || problem.Position > text.Length || problem.Message.Length == 0))
                throw new FoundException($"a problem has no place in the condition: {problem}");
            isAccepted |= condition.Problem is null;
            foreach (ResultShape shape in Enum.GetValues<ResultShape>())
                _ = condition.MisfitOf(shape);
            foreach (ProviderResult result in Results)
                if (condition.Evaluate(result).Error == "")
                    throw new FoundException("an evaluation fails without a reason");
        }

        return isAccepted;
    }
}
