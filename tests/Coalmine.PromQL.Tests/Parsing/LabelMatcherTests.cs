using Coalmine.PromQL.Parsing;
using Xunit;

namespace Coalmine.PromQL.Tests.Parsing;

public class LabelMatcherTests
{
    private static LabelMatcher Matcher(string pattern)
    {
        var parsed = Assert.IsType<ParseResult.Parsed>(PromQLParser.Parse($"x{{a=~`{pattern}`}}"));
        return Assert.IsType<Expression.Selector>(parsed.Root).Matchers[1];
    }

    /// <summary>Expectations by the RE2 syntax page, with Prometheus's anchoring.</summary>
    [Theory]
    [InlineData("5..", "503", true)]
    [InlineData("5..", "5030", false)]
    [InlineData("b|a", "a", true)]
    [InlineData("ab|c", "abc", false)]
    [InlineData("a$", "a\n", false)]
    [InlineData("a", "a\n", false)]
    [InlineData(".", "\n", false)]
    [InlineData("(?s).", "\n", true)]
    [InlineData("(?i)PRO", "pro", true)]
    [InlineData("(?i:P)ro", "pRO", false)]
    [InlineData("(?P<n>a)+", "aa", true)]
    [InlineData(@"\d+", "42", true)]
    [InlineData(@"\d", "\u0663", false)]
    [InlineData(@"\w", "é", false)]
    [InlineData(@"[\w-]+", "a-b_1", true)]
    [InlineData(@"[^\d]", "a", true)]
    [InlineData("[]a]+", "]a", true)]
    [InlineData("[^]a]", "]", false)]
    [InlineData("[a-z-[b]]", "b]", true)]
    [InlineData("[$]", "$", true)]
    [InlineData(@"a\.b\_c", "a.b_c", true)]
    public void Pattern_OfRE2_MatchesTheWholeValueAsThere(string pattern, string value, bool matches) => Assert.Equal(matches, Matcher(pattern).Matches(value));

    [Theory]
    [InlineData(@"(a)\1")]
    [InlineData("(?<!a)b")]
    [InlineData("(?>a)")]
    [InlineData("(")]
    [InlineData("*")]
    [InlineData("[[:alpah:]]")]
    [InlineData(@"\pL")]
    [InlineData(@"a\")]
    public void Pattern_ThatIsNotRE2OrNotSupported_IsRefused(string pattern)
    {
        var refused = Assert.IsType<ParseResult.Refused>(PromQLParser.Parse($"x{{a=~`{pattern}`}}"));

        Assert.StartsWith("bad pattern", refused.Error.Message, StringComparison.Ordinal);
    }
}
