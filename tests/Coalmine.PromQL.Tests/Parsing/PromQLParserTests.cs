using Coalmine.PromQL.Parsing;
using CsCheck;
using Xunit;

namespace Coalmine.PromQL.Tests.Parsing;

public class PromQLParserTests
{
    private static PromQLError Refusal(string text) => Assert.IsType<ParseResult.Refused>(PromQLParser.Parse(text)).Error;

    private static Expression Tree(string text) => Assert.IsType<ParseResult.Parsed>(PromQLParser.Parse(text)).Root;

    [Theory]
    [InlineData("sum by (le) (x)", "sum(x) by (le)")]
    [InlineData("SUM(x) BY (le,)", "sum by (le) (x)")]
    [InlineData("a + b * c", "a+b*c # no matter\n")]
    [InlineData("x{a='1',}", "x{a=\"1\"}")]
    [InlineData("x{a=`\\d`}", "x{a=\"\\\\d\"}")]
    [InlineData("rate(x[1h30m])", "rate(x[90m])")]
    [InlineData("-1", "- 1")]
    [InlineData("+x", "x")]
    [InlineData("0x1F + 017", "31 + 15")]
    [InlineData("{__name__=\"x\"}", "x")]
    [InlineData("a / on (p) b", "a / ON(p)b")]
    public void Text_InAnotherSpelling_IsTheSameTree(string one, string other) => Assert.Equal(Tree(one).ToString(), Tree(other).ToString());

    [Fact]
    public void Binary_SamePrecedence_GroupsFromTheLeft()
    {
        var root = Assert.IsType<Expression.Binary>(Tree("8 - 4 - 2 * 3"));
        var left = Assert.IsType<Expression.Binary>(root.Left);

        Assert.Equal(BinaryOperator.Subtract, root.Operator);
        Assert.Equal(BinaryOperator.Subtract, left.Operator);
        Assert.Equal(BinaryOperator.Multiply, Assert.IsType<Expression.Binary>(root.Right).Operator);
    }

    [Fact]
    public void Aggregation_NameWithoutParenthesis_IsAMetric()
    {
        var selector = Assert.IsType<Expression.Selector>(Tree("sum"));

        Assert.Equal("sum", Assert.Single(selector.Matchers).Value);
    }

    [Theory]
    [InlineData("limitk(3, x)", 1, 1, "the aggregation limitk is not supported: it is experimental and off in a server without feature flags")]
    [InlineData("1 +\n  mad_over_time(x[5m])", 2, 3, "the function mad_over_time is not supported: it is experimental and off in a server without feature flags")]
    [InlineData("h </ 1", 1, 3, "the operator </ is not supported: it is experimental and off in a server without feature flags")]
    [InlineData("info(x)", 1, 1, "the function info is not supported: it is experimental and off in a server without feature flags")]
    [InlineData("histogram_count(x)", 1, 1, "the function histogram_count is not supported: native histograms are evaluated as in 3.x only")]
    [InlineData("x offset 5m offset 6m", 1, 13, "the offset is given twice")]
    [InlineData("x @ 5 @ start()", 1, 7, "the @ modifier is given twice")]
    [InlineData("x offset 5m [1m]", 1, 13, "offset and @ belong behind the range")]
    [InlineData("sum(x) offset 5m", 1, 8, "offset and @ belong behind a selector, a range or a subquery")]
    [InlineData("x @ x", 1, 5, "unexpected \"x\"")]
    [InlineData("1[5m:1m]", 1, 2, "only an instant vector can have a subquery")]
    [InlineData("x[5m:0s]", 1, 6, "the step of a subquery must be longer than 0")]
    [InlineData("x[5m:1m][5m:1m]", 1, 9, "only an instant vector can have a subquery")]
    [InlineData("1 and x", 1, 3, "and, or and unless stand between two vectors")]
    [InlineData("x and on (a) group_left y", 1, 14, "group_left and group_right do not belong to and, or, unless")]
    [InlineData("x * on (a) group_left (a) y", 1, 12, "the label a cannot stand in both on and group")]
    [InlineData("topk(x)", 1, 1, "topk takes 2 arguments, not 1")]
    [InlineData("topk(x, y)", 1, 6, "the parameter of topk cannot be an instant vector")]
    [InlineData("label_replace(x, 1, 'b', 'c', 'd')", 1, 18, "argument 2 of label_replace cannot be a scalar")]
    [InlineData("round()", 1, 1, "round takes 1 to 2 arguments, not 0")]
    [InlineData("'a' + x", 1, 1, "the left side of + cannot be a text")]
    [InlineData("rate(x[5m],)", 1, 12, "unexpected \")\"")]
    [InlineData("x + on", 1, 7, "unexpected end of the query")]
    [InlineData("rte(x[5m])", 1, 1, "there is no function \"rte\"")]
    [InlineData("rate(x)", 1, 6, "argument 1 of rate cannot be an instant vector")]
    [InlineData("rate(x[5m], 2)", 1, 1, "rate takes 1 argument, not 2")]
    [InlineData("histogram_quantile(x, y)", 1, 20, "argument 1 of histogram_quantile cannot be an instant vector")]
    [InlineData("sum(x[5m])", 1, 5, "what sum aggregates cannot be a range vector")]
    [InlineData("sum(1)", 1, 5, "what sum aggregates cannot be a scalar")]
    [InlineData("x[5m] + 1", 1, 1, "the left side of + cannot be a range vector")]
    [InlineData("(x)[5m]", 1, 4, "only a selector can have a range")]
    [InlineData("x[0s]", 1, 3, "a range must be longer than 0")]
    [InlineData("x[5]", 1, 3, "unexpected \"5\"")]
    [InlineData("x[5m30h]", 1, 3, "\"5m30h\" is neither a number nor a duration")]
    [InlineData("1 > 2", 1, 3, "a comparison between two scalars needs the bool modifier")]
    [InlineData("x + bool 1", 1, 5, "the bool modifier belongs to comparisons")]
    [InlineData("x + on (a) 1", 1, 5, "on and ignoring belong between two vectors")]
    [InlineData("{}", 1, 1, "a selector needs at least one matcher that does not match the empty string")]
    [InlineData("{a=~\".*\"}", 1, 1, "a selector needs at least one matcher that does not match the empty string")]
    [InlineData("x{__name__=\"y\"}", 1, 3, "the metric's name is given twice")]
    [InlineData("x{a~\"5.*\"}", 1, 4, "unexpected character \"~\"")]
    [InlineData("x{a=\"1\" b=\"2\"}", 1, 9, "unexpected \"b\"")]
    [InlineData("x{a=1}", 1, 5, "unexpected \"1\"")]
    [InlineData("x{a:b=\"1\"}", 1, 3, "unexpected \"a:b\"")]
    [InlineData("x{a=\"1}", 1, 5, "quoted text without its closing quote")]
    [InlineData("x{a=\"\\q\"}", 1, 6, "unknown escape sequence")]
    [InlineData("x{a=~\"(?=y)\"}", 1, 6, "bad pattern for the label a: of the groups that start with (? only (?:, (?P<name>, (?i) and (?s) are supported")]
    [InlineData("sum by (le) (x", 1, 15, "unexpected end of the query")]
    [InlineData("", 1, 1, "unexpected end of the query")]
    [InlineData("x y", 1, 3, "unexpected \"y\"")]
    [InlineData("{{args.name}}", 1, 2, "unexpected \"{\"")]
    [InlineData("1__0", 1, 1, "\"1__0\" is neither a number nor a duration")]
    public void Text_ThatIsNoQueryOrNotSupported_IsRefusedAtItsPlace(string text, int line, int column, string message)
    {
        var error = Refusal(text);

        Assert.Equal((line, column, message), (error.Position.Line, error.Position.Column, error.Message));
    }

    [Fact]
    public void Refusal_OfAnUnexpectedToken_SaysWhatIsReadAndAllowed()
    {
        var error = Refusal("rate(x[])");

        Assert.Equal("\"]\"", error.Read);
        Assert.Equal("1:8: unexpected \"]\" (allowed: a duration such as 5m)", error.ToString());
    }

    [Theory]
    [InlineData("(", ")", 5_000)]
    [InlineData("-", "", 5_000)]
    [InlineData("sum(", ")", 5_000)]
    [InlineData("1+", "", 5_000)]
    public void Text_NestedFarTooDeep_IsRefusedWithoutExhaustingTheStack(string open, string close, int levels)
    {
        string text = string.Concat(Enumerable.Repeat(open, levels)) + "x" + string.Concat(Enumerable.Repeat(close, levels));

        Assert.Contains("nested deeper", Refusal(text).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_LongerThanTheLimit_IsRefused() =>
        Assert.Contains("longer than", Refusal(new string(' ', PromQLParser.MaxLength) + "1").Message, StringComparison.Ordinal);

    /// <summary>Pieces of queries in any order: most are no query, and each of those is refused at a place within the text.</summary>
    [Fact]
    public void Text_OfShuffledPieces_IsAQueryOrRefusedWithinTheText()
    {
        string[] pieces =
        [
            "sum", " by ", "(", ")", "{", "}", "[5m]", "[", "]", "rate", "x", "le", "=", "=~", "\"a|b\"", "\"(\"", ",", "+", "-", "/", ">", "bool", " on ",
            "1", "0x", "1e5", "5m", "\\", "'", "#", "\n", " ", "@", ":", "group_left", "histogram_quantile", "offset", "start()", "topk", "label_replace", "time()", "or",
            "^", "[5m:", "anchored", "fill(", "é", "💥", "{{", "inf", "\"\\x\"",
        ];
        Gen.Int[0, pieces.Length - 1].Array[0, 25].Sample(
            chosen =>
            {
                string text = string.Concat(chosen.Select(i => pieces[i]));
                return PromQLParser.Parse(text) switch
                {
                    ParseResult.Parsed => true,
                    ParseResult.Refused refused => refused.Error.Message.Length > 0 && refused.Error.Position.Offset <= text.Length
                        && refused.Error.Position.Line >= 1 && refused.Error.Position.Column >= 1,
                    _ => false,
                };
            },
            seed: "0000000000001",
            iter: 20_000);
    }
}
