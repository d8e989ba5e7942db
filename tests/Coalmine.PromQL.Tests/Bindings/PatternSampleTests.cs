using System.Text.RegularExpressions;
using Coalmine.PromQL.Bindings;
using Xunit;

namespace Coalmine.PromQL.Tests.Bindings;

public sealed class PatternSampleTests
{
    [Theory]
    [InlineData("a|b.*", new[] { "a", "bx" })]
    [InlineData("prod-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)", new[] { "prod-0-0" })]
    [InlineData("(?:x|y)z{3}", new[] { "xzzz" })]
    [InlineData("a\\.b\\d", new[] { "a.b1" })]
    [InlineData("pay-canary.shop.svc.cluster.local", new[] { "pay-canary.shop.svc.cluster.local" })]
    [InlineData("5..", new[] { "5xx" })]
    [InlineData("[^5].*", new[] { "xx" })]
    public void Of_GivesATextForEachAlternative(string pattern, string[] samples)
    {
        Assert.Equal(samples, PatternSample.Of(pattern));
        Assert.All(samples, sample => Assert.Matches(new Regex($"^(?:{pattern})$", RegexOptions.NonBacktracking), sample));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a)b")]
    [InlineData("((((")]
    [InlineData("[")]
    [InlineData("a{")]
    [InlineData("\\")]
    [InlineData("|||")]
    public void Of_ABrokenPattern_Ends(string pattern) => Assert.InRange(PatternSample.Of(pattern).Count(), 1, 8);
}
