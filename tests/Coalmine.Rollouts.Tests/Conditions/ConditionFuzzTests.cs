using Coalmine.Rollouts.Conditions;
using Coalmine.Statistics.Random;
using Xunit;

namespace Coalmine.Rollouts.Tests.Conditions;

/// <summary>Damaged conditions: every one is read or has a problem with a place, and every one answers.</summary>
public sealed class ConditionFuzzTests
{
    private static readonly string[] Sound =
    [
        "len(result) == 0 || result[0] >= 0.95",
        "all(result, {# < 0.05}) && !isNaN(result[0]) ? true : false",
        "result?.a.b[1:2] == nil ?? [1, 'x', {y: 2}].z",
        "let a = map(1..3, # * #index); sum(a) > -2 ** 3 and 'b' not in {'b': 1}",
        "default(result, 0) matches '^[0-9]+$' | string() == \"\\u0041\"",
    ];

    private const string Letters = "result[]()0123.,+-*/%<>=!?:&|'\"`#{}abc \\n_e";

    [Fact]
    public void ParseAndEvaluate_Damaged_NeverCrash()
    {
        var random = new Xoshiro256(20260817);
        ProviderResult[] results = [.. new[] { "vector", "vector 1 2", "scalar 1", "nothing", "json {\"a\": [1, null]}" }.Select(ResultOf.Read)];
        for (int i = 0; i < 20_000; i++)
        {
            string text = Damage(Sound[i % Sound.Length], ref random);
            Condition condition = Condition.Parse(text, i % 2 == 0 ? ExprVersion.Expr117 : ExprVersion.Expr115);
            if (condition.Problem is { } problem)
                Assert.InRange(problem.Position, 0, text.Length);
            foreach (ProviderResult result in results)
                Assert.True(condition.Evaluate(result).Error != "", text);
        }
    }

    private static string Damage(string text, ref Xoshiro256 random)
    {
        var letters = text.ToList();
        for (int damages = 1 + (int)(random.NextUInt64() % 3); damages > 0; damages--)
        {
            int at = (int)(random.NextUInt64() % (ulong)letters.Count);
            char letter = Letters[(int)(random.NextUInt64() % (ulong)Letters.Length)];
            switch (random.NextUInt64() % 3)
            {
                case 0:
                    letters.RemoveAt(at);
                    break;
                case 1:
                    letters.Insert(at, letter);
                    break;
                default:
                    letters[at] = letter;
                    break;
            }
        }

        return new string([.. letters]);
    }
}
