using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lints;
using Coalmine.Manifests.Lossless;
using Xunit;

namespace Coalmine.Manifests.Tests.Lints;

public sealed class LintTests
{
    public static TheoryData<string, string, string> Cases => [.. ArgoLintCases.All, .. FlaggerLintCases.All, .. QueryLintCases.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Lint_ItsCase_IsFoundAtItsPlaceAndNotInTheNearestGoodOne(string id, string bad, string good)
    {
        Linted.AssertAtMark(id, bad);
        Linted.AssertAbsent(id, good);
    }

    [Fact]
    public void Rules_EachOfThem_HasACaseAndOneId()
    {
        string[] ids = [.. Linter.Rules.Select(rule => rule.Id)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Empty(ids.Except(Cases.Select(row => row.Data.Item1)));
    }

    [Fact]
    public void Rules_AllOfThem_AreTheTableOfTheReadme()
    {
        string readme = Checkout.Text("src/Coalmine.Manifests/Lints/README.md");
        string[] rows = [.. readme.Split('\n').Where(line => line.StartsWith("| CM", StringComparison.Ordinal))];
        Assert.Equal(Linter.Rules.Select(rule => $"| {rule.Id} | {rule.Severity.ToString().ToLowerInvariant()} | {rule.About} |"), rows);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Finding_WithEdits_IsGoneWhenTheyAreMade(string id, string bad, string good)
    {
        _ = good;
        Finding finding = Linted.AssertAtMark(id, bad);
        ManifestFile file = Linted.File("f.yaml", bad.Replace("§", "", StringComparison.Ordinal));
        ReadResult<ManifestFile> edited = file.Apply(finding.Edits);
        string text = Assert.IsType<ReadResult<ManifestFile>.Read>(edited).Value.Source.Text;
        if (finding.Edits.IsEmpty)
            Assert.Equal(file.Source.Text, text);
        else
            Linted.AssertAbsent(id, text);
    }

    [Fact]
    public void UnpairedSides_InABlockScalar_AreRepairedInPlace()
    {
        const string Text = "groups:\n- name: g\n  rules:\n  - alert: a # kept\n    expr: |\n      x{v=\"c\"}\n      /\n      x{v=\"b\"} > 1.2\n    for: 5m\n";
        ManifestFile file = Linted.File("f.yaml", Text);
        Finding finding = Assert.Single(Linted.Of(Text), found => found.Id == "CM1912");
        string text = Assert.IsType<ReadResult<ManifestFile>.Read>(file.Apply(finding.Edits)).Value.Source.Text;
        Assert.Equal(Text.Replace("      /\n", "      / ignoring(v)\n", StringComparison.Ordinal), text);
    }

    [Fact]
    public void ShortWindow_KnownScrapes_IsAWarning()
    {
        string text = Linted.Rule("alert: a, expr: 'rate(x[1m]) > 1'");
        Assert.Equal(Severity.Warning, Assert.Single(Linter.Lint(Linted.Set(text), new LintOptions { ScrapeMilliseconds = 30_000 }), found => found.Id == "CM1910").Severity);
        Assert.DoesNotContain(Linter.Lint(Linted.Set(text), new LintOptions { ScrapeMilliseconds = 15_000 }), found => found.Id == "CM1910");
    }

    [Theory]
    [InlineData("> 0.25", "The value is in milliseconds: where 0.25 seconds are meant, the limit is 250.")]
    [InlineData("/ 1000 > 10000000", "")]
    [InlineData("/ 1000 > 5000", "The value is in seconds: where 5000 milliseconds are meant, the limit is 5.")]
    public void Bucket_OfALimitInTheOtherUnit_SaysSo(string limit, string said)
    {
        string text = Linted.Rule(
            "alert: a, expr: 'histogram_quantile(0.99, sum by (le) (rate(istio_request_duration_milliseconds_bucket{reporter=\"source\"}[1m]))) " + limit + "'");
        Finding finding = Assert.Single(Linted.Of(text), found => found.Id == "CM1914");
        if (said.Length > 0)
            Assert.Contains(said, finding.Message, StringComparison.Ordinal);
        else
            Assert.DoesNotContain("The value is in", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RollbackHook_OfAGate_IsOnlyAWarning()
    {
        string text = Linted.Canary("interval: 1m\nthreshold: 3\nstepWeight: 10\nwebhooks: [{name: gate, type: rollback, url: 'http://load-tester/rollback/check'}]\n");
        Assert.Equal(Severity.Warning, Assert.Single(Linted.Of(text), found => found.Id == "CM1835").Severity);
    }
}
