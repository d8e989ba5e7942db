using Coalmine.Rollouts.Conditions;
using Xunit;

namespace Coalmine.Rollouts.Tests.Conditions;

/// <summary>What conditions say, by the reference page of Argo Rollouts (section 3) and the rules of expr 1.17.8 and 1.15.5.</summary>
public sealed class ConditionTests
{
    private const string Json = """json {"ok": true, "share": 0.95, "n": 3, "state": "OK", "list": [1, 2], "items": [{"value": "10", "ok": true}], "nul": null}""";

    // An empty vector is a list and not nil: whatever indexes it is an error, whatever folds it has its neutral element.
    [Theory]
    [InlineData("vector", "result[0] >= 1", null)]
    [InlineData("vector", "max(result) < 1", null)]
    [InlineData("vector", "(result[0] ?? 0) > 0", null)]
    [InlineData("vector", "result?.[0] > 0", null)]
    [InlineData("vector", "len(result) == 0 || result[0] < 1", true)]
    [InlineData("vector", "len(result) > 0 ? result[0] < 1 : true", true)]
    [InlineData("vector", "len(result) > 0 && result[0] >= 1", false)]
    [InlineData("vector", "all(result, # < 1)", true)]
    [InlineData("vector", "none(result, # < 1)", true)]
    [InlineData("vector", "any(result, # < 1)", false)]
    [InlineData("vector", "isNil(result)", false)]
    [InlineData("vector", "mean(result) < 1", true)]
    [InlineData("vector", "sum(result) < 1", true)]
    [InlineData("vector", "(first(result) ?? 1.0) >= 0.95", true)]
    public void Evaluate_EmptyVector(string result, string condition, bool? expected) => Assert.Equal(expected, Answer(result, condition));

    [Theory]
    [InlineData("vector NaN", "!(result[0] < 0.95)", true)]
    [InlineData("vector NaN", "result[0] >= 0.95", false)]
    [InlineData("vector NaN", "result[0] != result[0]", true)]
    [InlineData("vector NaN 0.99", "max(result) >= 0.95", false)]
    [InlineData("vector 0.99 NaN", "max(result) >= 0.95", true)]
    [InlineData("vector +Inf", "result[0] >= 0.95", true)]
    [InlineData("vector 1", "result[0] / 0 > 1", true)]
    [InlineData("vector 0", "isNaN(result[0] / 0)", true)]
    public void Evaluate_NotANumber_FollowsIeee(string result, string condition, bool expected) => Assert.Equal(expected, Answer(result, condition));

    // Types are checked for the whole expression, also where it would never be reached.
    [Theory]
    [InlineData("vector 1", "result >= 0.95")]
    [InlineData("vector 1", "isNaN(result)")]
    [InlineData("vector 1", "default(result, 0) < 5")]
    [InlineData("vector 1", "results[0] > 1")]
    [InlineData("vector 1", "TRUE")]
    [InlineData("vector 1", "result[0] >= '0.95'")]
    [InlineData("vector 1", "true || result[0] > 'a'")]
    [InlineData("vector 1", "result[0] ?? 0 > 1")]
    [InlineData("vector 1", "result[0] % 2 == 0")]
    [InlineData("vector 1", "isNaN(len(result))")]
    [InlineData("vector 1", "result[0]")]
    [InlineData("vector 1", " ")]
    [InlineData("vector 1", "asInt('1.1') == 1")]
    [InlineData("scalar 1", "result[0] > 1")]
    [InlineData("scalar 9", "! result > 5")]
    [InlineData("nothing", "result != nil && result < 5")]
    [InlineData("nothing", "len(result) == 0")]
    [InlineData("nothing", "default(result.x, 1) == 1")]
    [InlineData(Json, "default(result.share, 1) >= 0.9")]
    [InlineData(Json, "result.n > '2'")]
    [InlineData(Json, "result.missing > 1")]
    [InlineData(Json, "result.missing.x == 1")]
    [InlineData(Json, "result.list[2] == 1")]
    [InlineData(Json, "result.n && true")]
    [InlineData(Json, "result.n")]
    [InlineData("json \"OK\"", "result == 5")]
    public void Evaluate_WhatDoesNotFit_IsAnErrorInBothVersions(string result, string condition)
    {
        Assert.Null(Answer(result, condition));
        Assert.Null(Answer(result, condition, ExprVersion.Expr115));
    }

    [Theory]
    [InlineData("vector 0.97", "result[0] > 0.5 || result[5] > 1", true)]
    [InlineData("vector 0.97", "result[-1] == 0.97", true)]
    [InlineData("vector 0.97", "0.97 in result && result[0] not in [1, 2]", true)]
    [InlineData("vector 5", "result[0] == 5 and not isNaN(result[0])", true)]
    [InlineData("vector 1 2", "count(result, # > 1) == 1 && sum(result, # * 2) == 6", true)]
    [InlineData("vector 1 2", "reduce(result, #acc + #, 0) == 3", true)]
    [InlineData("vector 1 2", "map(filter(result, # > 1), # * #index)[0] == 0", true)]
    [InlineData("vector 1 2", "let top = last(result); top == 2", true)]
    [InlineData("vector 1 2", "result | len() == 2", true)]
    [InlineData("vector 1 2", "len(result[1:]) == 1", true)]
    [InlineData("scalar 10", "result in 1..20", true)]
    [InlineData("scalar 10.5", "result in 1..20", false)]
    [InlineData("scalar 10", "-2 ** 2 == -4 && 2 ** 3 ** 2 == 512 && 7 / 2 == 3.5", true)]
    [InlineData("scalar 10", "string(5.0) == '5' && string(1e21) == '1e+21' && string(0.00001) == '1e-05'", true)]
    [InlineData("scalar 10", "1_000 == 1e3 && 0x10 == 16 && .5 == 0.5 /* and so on */ // to the end", true)]
    [InlineData("nothing", "default(result, 0.01) <= 0.01", true)]
    [InlineData("nothing", "isNil(1) && result == nil && (result ?? 1) == 1", true)]
    [InlineData(Json, "result.ok && result.share >= 0.9", true)]
    [InlineData(Json, "result.state in ['OK', 'PASS'] && result.state matches '^O'", true)]
    [InlineData(Json, "result.missing == nil && result?.nul?.x == nil", true)]
    [InlineData(Json, "all(result.items, asFloat(.value) > 5) && any(result.items, {.ok})", true)]
    [InlineData(Json, "result.n != 'a'", true)]
    [InlineData(Json, "asInt(result.n) % 2 == 1", true)]
    public void Evaluate_WhatFits_IsTheSameInBothVersions(string result, string condition, bool expected)
    {
        Assert.Equal(expected, Answer(result, condition));
        Assert.Equal(expected, Answer(result, condition, ExprVersion.Expr115));
    }

    [Theory]
    [InlineData("vector 1 2", "max(result) == 2", null)]
    [InlineData("vector 1 2", "result?.[0] == 1", null)]
    [InlineData("vector 1 2", "0 < result[0] < 5", null)]
    [InlineData("vector 1 2", "result == [1, 2]", false)]
    public void Evaluate_WhatCameWith117_IsOtherwiseBefore(string result, string condition, bool? before)
    {
        Assert.True(Answer(result, condition));
        Assert.Equal(before, Answer(result, condition, ExprVersion.Expr115));
    }

    [Theory]
    [InlineData("vector 1", "result == 0.97", "invalid operation: == (mismatched types []float64 and float64)")]
    [InlineData("vector 1", "result.foo > 1", "array elements can only be selected using an integer (got string)")]
    [InlineData("vector 1", "result[2] > 1", "index out of range: 2 (array length is 1)")]
    [InlineData("vector 1", "result[0] > 1 || unknown", "unknown name unknown")]
    [InlineData("vector 1", "1", "expected bool, but got int")]
    [InlineData(Json, "result.n > '2'", "invalid operation: float64 > string")]
    public void Evaluate_Error_HasTheWordsOfExpr(string result, string condition, string expected) =>
        Assert.Equal(expected, Condition.Parse(condition, ExprVersion.Expr117).Evaluate(ResultOf.Read(result)).Error);

    [Theory]
    [InlineData("result[0] > now()", 12, true)]
    [InlineData("result[0] > ", 12, false)]
    [InlineData("result[0] ?? 0 > 1", 15, false)]
    [InlineData("result[0] = 1", 10, false)]
    [InlineData("'abc", 4, false)]
    public void Parse_Problem_HasItsPlace(string condition, int position, bool isUnsupported)
    {
        ConditionProblem problem = Assert.NotNull(Condition.Parse(condition, ExprVersion.Expr117).Problem);
        Assert.Equal(position, problem.Position);
        Assert.Equal(isUnsupported, problem.IsUnsupported);
    }

    [Fact]
    public void Parse_TooDeep_IsRefused()
    {
        string[] deep =
        [
            new string('(', 10_000),
            string.Concat(Enumerable.Repeat("1+", 10_000)) + "1",
            new string('!', 10_000) + "true",
            string.Concat(Enumerable.Repeat("a?1:", 9_000)) + "1",
        ];
        Assert.All(deep, text => Assert.True(Condition.Parse(text, ExprVersion.Expr117).Problem?.IsUnsupported));
    }

    [Fact]
    public void Evaluate_LoopInLoop_EndsInAnError() =>
        Assert.NotNull(Condition.Parse("all(1..100000, all(1..100000, # > 0))", ExprVersion.Expr117).Evaluate(ProviderResult.Nothing).Error);

    [Theory]
    [InlineData("vector 10 11", "[10,11]")]
    [InlineData("vector", "[]")]
    [InlineData("scalar 0.95", "0.95")]
    [InlineData("scalar NaN", "NaN")]
    [InlineData("scalar +Inf", "+Inf")]
    [InlineData("scalar 1e21", "1000000000000000000000")]
    [InlineData("scalar 0.000001", "0.000001")]
    public void ToString_IsTheValueOfTheMeasurement(string result, string expected) => Assert.Equal(expected, ResultOf.Read(result).ToString());

    private static bool? Answer(string result, string condition, ExprVersion version = ExprVersion.Expr117)
    {
        ConditionOutcome outcome = Condition.Parse(condition, version).Evaluate(ResultOf.Read(result));
        return outcome.Error is null ? outcome.Holds : null;
    }
}
