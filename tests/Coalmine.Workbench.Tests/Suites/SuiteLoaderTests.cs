using Coalmine.Workbench.Suites.Runs;
using Xunit;

namespace Coalmine.Workbench.Tests.Suites;

public sealed class SuiteLoaderTests
{
    private const string Head = "kind: Suite\nscenarios: [scenario.yaml]\npolicies: [policy.yaml]\n";

    public static TheoryData<string, string> Mistakes => new()
    {
        { "cases: [ { scenarios: [other], expectations: [ { characteristic: open, atMost: 5% } ] } ]",
            "suite.yaml:4:24 error CM2328 · The suite has no scenario 'other'. Allowed: scenario." },
        { "cases: [ { policies: [other], expectations: [ { characteristic: open, atMost: 5% } ] } ]",
            "suite.yaml:4:23 error CM2328 · The suite has no policy 'other'. Allowed: policy." },
        { "cases: [ { name: empty } ]", "suite.yaml:4:10 error CM2332 · Nothing is expected of scenario under policy." },
        { "cases: [ { expectations: [ { characteristic: falseRollback, atMost: 5% } ] } ]",
            "suite.yaml:4:28 error CM2333 · falseRollback is of healthy canaries, and that of scenario is regressed." },
        { "cases: [ { expectations: [ { characteristic: detectionTime, p90AtMost: 60m } ] } ]",
            "suite.yaml:4:28 error CM2334 · `detectionTime p90AtMost 60m`: scenario is watched for 1h only" },
        { "expectations: [ { characteristic: open, atMost: 5% }, { characteristic: falseRollback, atMost: 5% } ]",
            "suite.yaml:4:55 error CM2335 · falseRollback is of healthy canaries, and no case of the suite has one." },
        { "cases: [ { policies: [policy], given: { every: 30s, answers: { x: 1 } }, expect: [ { at: 5m, decision: hold } ] } ]",
            "suite.yaml:4:39 error CM2346 · " },
        { "cases: [ { policies: [policy], given: { every: 30s, series: { canary.erors: 1 } }, expect: [ { at: 5m, decision: hold } ] } ]",
            "suite.yaml:4:63 error CM2340 · 'canary.erors' is no counter." },
        { "cases: [ { policies: [policy], given: { every: 30s, series: { canary.latency.250ms: 1 } }, expect: [ { at: 5m, decision: hold } ] } ]",
            "suite.yaml:4:39 error CM2345 · The policy's checks count what is not given: " },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Suite_WithOneMistakeBetweenItsFiles_SaysWhereAndWhy(string line, string expected)
    {
        using SuiteFolder folder = new(Head + line + "\n");
        Assert.Contains(folder.Said(), said => said.StartsWith(expected, StringComparison.Ordinal));
        Assert.IsType<SuiteLoading.Wrong>(folder.Load());
    }

    [Fact]
    public void Suite_WithoutScenarios_IsRefused()
    {
        using SuiteFolder folder = new("kind: Suite\npolicies: [policy.yaml]\ncases: [ { expectations: [ { characteristic: open, atMost: 5% } ] } ]\n");
        Assert.Equal("suite.yaml:3:10 error CM2327 · The suite lists no scenarios, and this needs some. Give `scenarios`.", Assert.Single(folder.Said()));
    }

    [Fact]
    public void Suite_WithTwoFilesOfOneName_IsRefused()
    {
        using SuiteFolder folder = new(
            "kind: Suite\nscenarios: [scenario.yaml, ./scenario.yaml]\npolicies: [policy.yaml]\nexpectations: [ { characteristic: open, atMost: 5% } ]\n");
        Assert.StartsWith("suite.yaml:1:1 error CM2336 · Two scenarios are called 'scenario'", Assert.Single(folder.Said()), StringComparison.Ordinal);
    }

    [Fact]
    public void Suite_WithAMissingFile_SaysWhich()
    {
        using SuiteFolder folder = new("kind: Suite\nscenarios: [none.yaml]\npolicies: [policy.yaml]\nexpectations: [ { characteristic: open, atMost: 5% } ]\n");
        Assert.Contains("none.yaml", Assert.Single(folder.Said()), StringComparison.Ordinal);
    }

    [Fact]
    public void FalseAlarm_OfASuite_IsSharedByItsClaims()
    {
        using SuiteFolder folder = new(
            Head + "falseAlarm: 0.06%\nexpectations: [ { characteristic: open, atMost: 5% } ]\ncases:\n  - expectations: [ { characteristic: detected, atLeast: 50% } ]\n"
            + "  - name: again\n    seed: 5\n");
        SuitePair[] pairs = [.. Assert.IsType<SuiteLoading.Ready>(folder.Load()).Suite.Pairs];
        Assert.Equal(["scenario under policy", "again"], pairs.Select(pair => pair.Name));
        Assert.Equal([1UL, 5UL], pairs.Select(pair => pair.Seed));
        Assert.All(pairs.SelectMany(pair => pair.Claims), claim => Assert.Equal(0.0002, claim.FalseAlarm, 12));
        Assert.Equal([9UL, 9UL], Assert.IsType<SuiteLoading.Ready>(folder.Load(seed: 9)).Suite.Pairs.Select(pair => pair.Seed));
    }
}
