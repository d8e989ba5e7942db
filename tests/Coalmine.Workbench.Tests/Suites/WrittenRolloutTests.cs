using System.Collections.Immutable;
using Coalmine.Workbench.Suites.Written;
using Coalmine.Workbench.Tests.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Suites;

/// <summary>
/// Written answers, by the words of the manifests' own comments: Flagger looks every 2 minutes, its threshold is 3 (the third failed check of the rollout ends
/// it); the Rollout's guard bears two failures, and its third rolls back.
/// </summary>
public sealed class WrittenRolloutTests
{
    [Theory]
    [InlineData("'99.9'", "'97'", "{ at: 1h, outcome: promoted }")]
    [InlineData("'99.9 98 99.9 98 99.9x50'", "'97'", "{ at: 1h, outcome: promoted }")]
    [InlineData("'98'", "'97'", "{ at: 1h, outcome: rolledBackOnEvidence }, { at: 1h, weight: 0% }")]
    [InlineData("'99.9'", "'90'", "{ at: 0s, within: 1h, decision: rollBack, because: accuracy }")]
    public void Canary_OnWrittenAnswers_DecidesByThreshold(string successRate, string accuracy, string expected) =>
        Assert.All(Moments("flagger-repaired", $"every: 2m, answers: {{ request-success-rate: {successRate}, latency-p99: '120', accuracy: {accuracy} }}", expected),
            moment => Assert.True(moment.Passes, $"{moment.Wanted}: {moment.Got}"));

    [Theory]
    [InlineData("'0.999'", "'0.97'", "{ at: 2m, weight: 10% }, { at: 1h, outcome: promoted, weight: 100% }")]
    [InlineData("'0.9'", "'0.97'", "{ at: 1m, outcome: open }, { at: 2m, within: 4m, outcome: rolledBackOnEvidence }, { at: 1h, outcome: rolledBackOnEvidence }")]
    [InlineData("'0.999'", "'0.90'", "{ at: 1h, outcome: rolledBackOnEvidence }")]
    public void Rollout_OnWrittenAnswers_DecidesByItsAnalyses(string successRate, string accuracy, string expected) =>
        Assert.All(Moments("argo-repaired", $"every: 1m, answers: {{ success-rate: {successRate}, latency-p99: '120', accuracy: {accuracy} }}", expected),
            moment => Assert.True(moment.Passes, $"{moment.Wanted}: {moment.Got}"));

    [Fact]
    public void Moment_ThatComesOtherwise_SaysWhatCame()
    {
        MomentResult moment = Assert.Single(Moments(
            "flagger-repaired", "every: 2m, answers: { request-success-rate: '99.9', latency-p99: '120', accuracy: '97' }", "{ at: 1h, outcome: rolledBackOnEvidence }"));
        Assert.False(moment.Passes);
        Assert.Equal("at 1h: rolledBackOnEvidence", moment.Wanted);
        Assert.StartsWith("promoted; decided were ", moment.Got, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("every: 2m, answers: { request-success-rate: '99', latency-p99: '120' }", "CM2339 · Nothing is given for accuracy, which the policy asks.")]
    [InlineData("every: 2m, answers: { request-success-rate: '99', latency-p99: '1', accuracy: '1', speed: '3' }",
        "CM2338 · The policy asks nothing called 'speed'. Allowed: request-success-rate, latency-p99, accuracy.")]
    public void Answers_ThatAreMissingOrNotAsked_AreRefused(string given, string expected)
    {
        using SuiteFolder folder = Folder("flagger-repaired", given, "{ at: 1h, outcome: promoted }");
        Assert.Contains(expected, Assert.Single(folder.Said()), StringComparison.Ordinal);
    }

    private static ImmutableArray<MomentResult> Moments(string manifest, string given, string expected)
    {
        using SuiteFolder folder = Folder(manifest, given, expected);
        return Assert.Single(folder.Run().Written).Moments;
    }

    private static SuiteFolder Folder(string manifest, string given, string expected)
    {
        SuiteFolder folder = new(
            $"kind: Suite\npolicies: [{manifest}.yaml]\ncases: [ {{ policies: [{manifest}], given: {{ {given} }}, expect: [ {expected} ] }} ]\n");
        folder.Write($"{manifest}.yaml", File.ReadAllText(Path.Combine(ShippedFiles.Folder, "manifests", $"{manifest}.yaml")));
        return folder;
    }
}
