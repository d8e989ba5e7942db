using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Journal;
using Coalmine.Workbench.Explanations;
using Coalmine.Workbench.Explanations.Schedules;
using Xunit;

namespace Coalmine.Workbench.Tests.Explanations;

/// <summary>Schedules against what the controllers' own rules give, worked out by hand.</summary>
public sealed class ScheduleTests
{
    // Flagger's scheduler: with every check failing the rollback comes T + 2 intervals after the revision was noticed, T + 1 of them at the first weight.
    [Theory]
    [InlineData(1, 180)]
    [InlineData(3, 300)]
    [InlineData(5, 420)]
    public void Flagger_WhenEveryCheckFails_RollsBackTwoIntervalsAfterTheThreshold(int threshold, double seconds)
    {
        Schedule failing = Failing(Explained.Of("c.yaml", SmallManifests.Canary(Analysis(threshold)))[0]);
        Assert.Equal((RolloutOutcome.RolledBackOnEvidence, seconds), (failing.Outcome, failing.Seconds));
        Assert.Equal(0.1 * (threshold + 1) / (threshold + 2), failing.CanaryShare, 12);
    }

    // 10 to 50 % from the first tick on: Promoting at the 6th interval, Succeeded two later.
    [Fact]
    public void Flagger_WhenEveryCheckPasses_PromotesAtMaxWeight()
    {
        Explanation told = Explained.Of("c.yaml", SmallManifests.Canary(Analysis(3)))[0];
        Schedule passing = Passing(told);
        Assert.Equal((RolloutOutcome.Promoted, 480.0), (passing.Outcome, passing.Seconds));
        Assert.Equal([0, 10, 20, 30, 40, 50], passing.Rows.Select(row => row.Weight.Parts).Distinct());
        Assert.Equal(0, passing.Rows[^1].Weight.Parts);
        // S = 5 passes, T = 3: 1 - sum over k < 3 of C(4 + k, k) p^k (1 - p)^5 = 0.0256915 at p = 0.1 (R: pnbinom(2, 5, 0.9, lower.tail = FALSE)).
        Assert.Equal(0.0256915, told.Chances.Single(chance => chance.CheckFails == 0.1).RolledBack, 7);
    }

    // Argo: pods after 20 s, measurements at once and every minute; the 2nd failure in total ends the run, the weight goes in the next pass of the same second.
    [Theory]
    [InlineData(ArgoRelease.V1_9)]
    [InlineData(ArgoRelease.V1_10)]
    public void Argo_WhenEveryCheckFails_RollsBackAtTheFailureBeyondTheLimit(ArgoRelease release)
    {
        Schedule failing = Failing(Explained.Of("r.yaml", SmallManifests.Rollout("- setWeight: 20\n        - analysis: { templates: [ { templateName: t } ] }", "errors"), release)[0]);
        Assert.Equal((RolloutOutcome.RolledBackOnEvidence, 80.0), (failing.Outcome, failing.Seconds));
        Assert.Equal(0.2 * 60 / 80, failing.CanaryShare, 6);
    }

    [Fact]
    public void Argo_WhenEveryCheckPasses_TakesTheSumOfItsSteps()
    {
        // 20 s for pods, 3 minutes for four measurements, 90 s, and 20 s for the last pods.
        Schedule passing = Passing(Explained.Of(
            "r.yaml",
            SmallManifests.Rollout("- setWeight: 20\n        - analysis: { templates: [ { templateName: t } ] }\n        - pause: { duration: 90s }", "errors"))[0]);
        Assert.Equal((RolloutOutcome.Promoted, 20.0 + 180 + 90 + 20), (passing.Outcome, passing.Seconds));
    }

    [Fact]
    public void Argo_OfAPauseWithoutEnd_GoesOnAtOnceAndSaysSo()
    {
        Schedule passing = Passing(Explained.Of("r.yaml", SmallManifests.Rollout("- setWeight: 20\n        - pause: {}", "errors"))[0]);
        Assert.Equal(RolloutOutcome.Promoted, passing.Outcome);
        Assert.Contains("resumed at once", passing.Ending, StringComparison.Ordinal);
    }

    // Neither condition can hold for any value, so that every answer is inconclusive and the first one holds the rollout.
    [Fact]
    public void Argo_WhereNothingIsSuccessNorFailure_WaitsForSomebody()
    {
        Explanation told = Explained.Of(
            "r.yaml", SmallManifests.Rollout("- setWeight: 20\n        - analysis: { templates: [ { templateName: t } ] }", "errors", "len(result) > 9", "len(result) > 9"))[0];
        Assert.Equal(RolloutOutcome.Open, Failing(told).Outcome);
        Assert.Contains("waits for somebody", Failing(told).Ending, StringComparison.Ordinal);
    }

    [Fact]
    public void Policy_WhenEveryCheckPasses_TakesTheSumOfItsLooks()
    {
        const string Policy =
            """
            kind: Policy
            plan: { steps: [ { weight: 10, every: 2m, passes: 3 }, { weight: 60, every: 5m, passes: 1, bake: 12m } ], maximum: 2h }
            method: point
            checks: [ { metric: errors, atMost: 1% } ]
            """;
        Explanation told = ManifestExplanations.Of(Explained.Policy("p.yaml", Policy));
        // Three looks two minutes apart; then the first look after 12 minutes, which is the third.
        Assert.Equal((RolloutOutcome.Promoted, 60.0 * (6 + 15)), (Passing(told).Outcome, Passing(told).Seconds));
        Assert.Equal(((0.1 * 6) + (0.6 * 15)) / 21, Passing(told).CanaryShare, 12);
        Assert.Equal((RolloutOutcome.RolledBackOnEvidence, 120.0), (Failing(told).Outcome, Failing(told).Seconds));
    }

    [Fact]
    public void Policy_WithMillionsOfLooks_IsToldInAFewRows()
    {
        Explanation told = ManifestExplanations.Of(Explained.Policy(
            "p.yaml",
            "kind: Policy\nplan: { steps: [ { weight: 10, every: 10ms, bake: 7h } ], maximum: 8h }\nmethod: point\nchecks: [ { metric: errors, atMost: 1% } ]"));
        Schedule passing = Passing(told);
        Assert.Equal(7 * 3600.0, passing.Seconds, 6);
        Assert.Equal(0.1, passing.CanaryShare, 9);
        Assert.InRange(passing.Rows.Length, 90, 110);
        Assert.Contains(passing.Rows, row => row.Said.Contains("the last of 2,519,901 such looks in a row"));
    }

    [Fact]
    public void Text_OfANameWithALineBreak_IsOneLine() => Assert.DoesNotContain(
        Workbench.Reports.ExplanationText.Of(Explained.Of("c.yaml", SmallManifests.Canary(Analysis(1))
            .Replace("kind: Deployment", "kind: \"Deploy\\nment\"", StringComparison.Ordinal))[0]),
        line => line.Text?.Contains('\n', StringComparison.Ordinal) == true);

    private static string Analysis(int threshold) => $"interval: 1m\n    threshold: {threshold}\n    stepWeight: 10\n    maxWeight: 50";

    private static Schedule Passing(Explanation told) => told.Schedules.Single(schedule => schedule.Passes);

    private static Schedule Failing(Explanation told) => told.Schedules.Single(schedule => !schedule.Passes);
}
