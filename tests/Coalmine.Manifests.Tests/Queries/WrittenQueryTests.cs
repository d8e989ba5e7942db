using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Queries;
using Coalmine.Manifests.Tests.Lints;
using Xunit;

namespace Coalmine.Manifests.Tests.Queries;

public sealed class WrittenQueryTests
{
    [Theory]
    [InlineData("    expr: |\n      sum(\n        rate(x[5m)\n      )\n", "8:18")]
    [InlineData("    expr: sum(rate(x[5m))\n", "6:24")]
    [InlineData("    expr: \"sum(x{a=\\\"b\\\"}}\"\n", "6:26")]
    [InlineData("    expr: >\n      sum(x)\n      by (a) by (b)\n", "8:14")]
    public void Mistake_InAQuery_IsShownAtItsPlaceInTheFile(string expr, string place)
    {
        string text = "groups:\n- name: g\n  rules:\n  # one\n  - record: r\n" + expr;
        Diagnostic said = Assert.Single(Linted.Set(text).Diagnostics);
        Assert.Equal(("CM1705", place), (said.Id, said.Position.ToString()));
    }

    [Theory]
    [InlineData("x{a=\"{{args.name}}\"}", "", "x{a=\"xxxxxxxxxxxxx\"}", false)]
    [InlineData("rate(x[{{ interval }}])", "2m", "rate(x[0000000000002m])", true)]
    [InlineData("rate(x[{{ interval }}])", "", "rate(x[0000000000005m])", true)]
    [InlineData("rate({{args.metric}}{a=\"b\"}[5m]) * {{ args.factor }}", "", "rate(xxxxxxxxxxxxxxx{a=\"b\"}[5m]) * 00000000000000001", true)]
    [InlineData("x{a=\"\\\"{{b}}\"} # {{ c }}\n/ 2", "", "x{a=\"\\\"xxxxx\"} # 0000001\n/ 2", true)]
    public void Fill_TemplateExpressions_KeepTheirLength(string template, string interval, string filled, bool guesses)
    {
        Assert.Equal(filled, QueryPlaceholders.Fill(template, interval, out bool guessed));
        Assert.Equal(template.Length, filled.Length);
        Assert.Equal(guesses, guessed);
    }

    [Fact]
    public void Query_WithArguments_HasATree()
    {
        string text = Linted.Template("PROVIDER", "sum(rate(x{service=\"{{args.service}}\"}[{{args.window}}]))");
        WrittenQuery query = Assert.IsType<WrittenQuery>(Linted.Set(text).AnalysisTemplates[0].Metrics[0].Query);
        Assert.NotNull(query.Root);
        Assert.Equal(300_000, QueryFacts.LongestRange(query));
    }

    [Theory]
    [InlineData("5m", 300_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("2d", 172_800_000)]
    [InlineData("90", 0)]
    [InlineData("1.5m", 0)]
    [InlineData("m", 0)]
    [InlineData("999999999999y999999999999y999999999999y", long.MaxValue / 2)]
    public void Milliseconds_OfTexts_AreThoseOfPrometheus(string text, long milliseconds) => Assert.Equal(milliseconds, QueryPlaceholders.Milliseconds(text));
}
