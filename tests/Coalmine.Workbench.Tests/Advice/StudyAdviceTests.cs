using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation;
using Coalmine.Simulation.Watching;
using Coalmine.Workbench.Advice;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Tests.Detectability;
using Coalmine.Workbench.Tests.Examples;
using Coalmine.Workbench.Tests.Policies;
using Coalmine.Workbench.Watchers;
using Xunit;
using static Coalmine.Workbench.Tests.Advice.AdviceExamples;

namespace Coalmine.Workbench.Tests.Advice;

public sealed class StudyAdviceTests
{
    [Fact]
    public void FalseAlarms_NameTheCheckThatCausedThem_WithItsShare()
    {
        AdviceItem item = Assert.Single(StudyAdvice.Of(Study().Scenarios[0], 0));
        Assert.Equal(("CM2720", 1, 0L), (item.Id, item.Check, item.Replication));

        // Wilson's interval of 3 in 20: 5.2 to 36.0 % (R: prop.test(3, 20, correct = FALSE)).
        Assert.Contains("'errors' caused 15.0 % [5.2, 36.0] of all rollouts", item.Text, StringComparison.Ordinal);
        Assert.Equal(0.15, item.Price);
    }

    [Fact]
    public void FalseAlarms_OfALimitThatTheBaselineBreaks_SayThat()
    {
        PairingAdvice advice = Before(PolicyDetectabilityTests.Policy("  - { metric: accuracy, atLeast: 98% }"), PolicyDetectabilityTests.World("", "200/s"));
        AdviceItem item = Assert.Single(StudyAdvice.Of(Result(HandMade.Healthy, advice, Times(20, RolloutOutcome.RolledBackOnEvidence, 0)), 0));
        Assert.Equal("CM2720", item.Id);
        Assert.StartsWith("The baseline itself breaks", item.Instead, StringComparison.Ordinal);
        Assert.Contains("`notWorseThanBaseline`", item.Instead, StringComparison.Ordinal);
    }

    [Fact]
    public void FewFalseAlarms_AreNoMatter() =>
        Assert.Empty(StudyAdvice.Of(Result(HandMade.Healthy, null, Times(1, RolloutOutcome.RolledBackOnEvidence, 1), Times(199, RolloutOutcome.Promoted, -1)), 0));

    [Fact]
    public void WhatIsNeverCaught_HasAnUpperLimit_AndTheCheckThatWouldCatchIt()
    {
        PairingAdvice advice = Before(
            PolicyDetectabilityTests.Policy("  - { metric: errors, notWorseThanBaseline: 1pp }"), PolicyDetectabilityTests.World("accuracyDrop: { by: 5pp }", "200/s"));
        AdviceItem[] items = [.. StudyAdvice.Of(Result(HandMade.Regressed, advice, Times(100, RolloutOutcome.Promoted, -1)), 0)];
        AdviceItem missed = items.Single(item => item.Id == "CM2721");

        // Wilson's upper end of 0 in 100: 3.7 %.
        Assert.Contains("(accuracy worse by 5 pp) is hardly ever caught: in none of 100 rollouts, so in at most 3.7 %; 100 % are promoted", missed.Text, StringComparison.Ordinal);
        Assert.StartsWith("Write `{ metric: accuracy, notWorseThanBaseline: 1pp }`, which sees it within ", missed.Instead, StringComparison.Ordinal);
        Assert.DoesNotContain(items, item => item.Id == "CM2708");
    }

    [Fact]
    public void WhatIsSeldomCaught_IsSaidOfTheRolloutsThatStillRanThen()
    {
        // The onset is at 600 s: 60 of 100 end before it, 10 of the other 40 see it.
        AdviceItem item = Missed(Times(60, RolloutOutcome.RolledBackOnEvidence, 0, 0, 300), Times(10, RolloutOutcome.RolledBackOnEvidence, 0), Times(30, RolloutOutcome.Promoted, -1));
        Assert.Equal(("CM2721", 0.3), (item.Id, item.Price));

        // Wilson's intervals of 10 in 40 and 60 in 100 (R: prop.test(correct = FALSE)): 14.2 to 40.2 %, 50.2 to 69.1 %.
        Assert.Contains(
            "is too seldom caught: in 25.0 % [14.2, 40.2] of the rollouts that still ran when it began; 60.0 % [50.2, 69.1] of all ended before it",
            item.Text, StringComparison.Ordinal);
        AdviceItem never = Missed(Times(60, RolloutOutcome.RolledBackOnEvidence, 0, 0, 300), Times(40, RolloutOutcome.Promoted, -1));
        Assert.Contains("is hardly ever caught: in none of 40 rollouts that still ran when it began", never.Text, StringComparison.Ordinal);
        Assert.Equal("CM2727", Missed(Times(60, RolloutOutcome.RolledBackOnEvidence, 0, 0, 300)).Id);
    }

    [Theory]
    [InlineData("argo-repaired", "failureCondition: \"result[0] > 0.01\"")]
    [InlineData("flagger-repaired", "templateRef: { name: accuracy }, thresholdRange: { max: 0.01 }")]
    public void WhatAManifestMisses_IsProposedInItsOwnWords(string manifest, string proposed)
    {
        PairingAdvice advice = new(PolicyDetectabilityTests.World("accuracyDrop: { by: 5pp }", "200/s"), null)
        {
            Foreign = ManifestText.Policy(ManifestText.Shipped(manifest)).Manifest.Controller,
        };
        AdviceItem item = Assert.Single(StudyAdvice.Of(Result(HandMade.Regressed, advice, Times(50, RolloutOutcome.Promoted, -1)), 0));
        Assert.Contains(proposed, item.Instead, StringComparison.Ordinal);
        Assert.DoesNotContain("notWorseThanBaseline", item.Instead, StringComparison.Ordinal);
    }

    [Fact]
    public void WantOfEvidence_SaysWhere_AndWhy()
    {
        PairingAdvice advice = Before(
            PolicyDetectabilityTests.Policy("  - { metric: errors, notWorseThanBaseline: 1pp }\nevidence: { samples: 5000, duration: 5m }"),
            PolicyDetectabilityTests.World("", "10/s"));
        AdviceItem[] items = [.. StudyAdvice.Of(
            Result(HandMade.Healthy, advice, Times(30, RolloutOutcome.RolledBackForWantOfEvidence, -1, 0), Times(10, RolloutOutcome.Promoted, -1)), 0)];
        AdviceItem wanting = items.Single(item => item.Id == "CM2722");
        Assert.Contains("75.0 % [59.8, 85.8] of the rollouts end for want of evidence, most of them in step 1 (10 %)", wanting.Text, StringComparison.Ordinal);
        Assert.Contains("takes 5,000 requests of the canary, and in the 15m that it lasts only about 900 come", wanting.Instead, StringComparison.Ordinal);
        Assert.DoesNotContain(items, item => item.Id == "CM2702");
    }

    [Fact]
    public void LateRollbacks_AndLongRollouts_AreNamed()
    {
        PairingAdvice advice = Before(
            PolicyDetectabilityTests.Policy("  - { metric: errors, notWorseThanBaseline: 1pp }"), PolicyDetectabilityTests.World("errorIncrease: { by: 3pp }", "200/s"));
        AdviceItem late = Assert.Single(StudyAdvice.Of(Result(HandMade.Regressed, advice, Times(50, RolloutOutcome.RolledBackOnEvidence, 0, 2)), 0));
        Assert.Equal("CM2723", late.Id);
        Assert.Contains("as late as step 3 of 3 (100 %)", late.Text, StringComparison.Ordinal);

        AdviceItem[] slow = [.. StudyAdvice.Of(Result(HandMade.Healthy, advice, Times(50, RolloutOutcome.Promoted, -1, 2, 7200)), 0)];
        Assert.Contains("take 2h and longer where the plan alone takes 45m", slow.Single(item => item.Id == "CM2724").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Alerts_ThatAreSilentOrFalse_AreNamed()
    {
        AdviceItem silent = Assert.Single(Of(HandMade.Regressed, AlertRecord.Silent), item => item.Id == "CM2725");
        Assert.Contains("The alert slow fires after the onset in 0 % [0, 16.1] of the rollouts", silent.Text, StringComparison.Ordinal);
        AdviceItem wrong = Assert.Single(Of(HandMade.Healthy, AlertRecord.Silent with { Firings = 1, FalseFirings = 1, First = Moment.FromSeconds(60) }));
        Assert.Equal(("CM2726", 1.0), (wrong.Id, wrong.Price));
    }

    [Fact]
    public void Text_SaysTheDearestFirst_AndNothingWhereNothingIsWrong()
    {
        string[] lines = [.. AdviceText.Of(Study()).Select(line => line.Text ?? "")];
        Assert.Equal("Advice", lines[0]);
        Assert.StartsWith("  plain in healthy: 'errors' caused 15.0 %", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("[CM2720; replication 0 shows it]", lines[1], StringComparison.Ordinal);
        Assert.Empty(AdviceText.Of(new StudyResult(7, 20, 0, [Result(HandMade.Healthy, null, Times(20, RolloutOutcome.Promoted, -1))])));
        Assert.Empty(StudyAdvice.Of(Result(HandMade.Healthy, null), 0));
    }

    private static AdviceItem Missed(params IEnumerable<RolloutResult>[] rollouts) => Assert.Single(StudyAdvice.Of(Result(HandMade.Regressed, null, rollouts), 0));

    private static AdviceItem[] Of(ScenarioFacts facts, AlertRecord record)
    {
        ScenarioResult result = Result(facts, null, Times(20, RolloutOutcome.Promoted, -1));
        PolicyTally tally = result.Tallies[0];
        for (int rollout = 0; rollout < 20; rollout++)
            tally.AddAlerts(new Alerted(record), Moment.FromSeconds(1200), facts.Onset);
        StudyPolicy policy = result.Policies[0] with { Alerts = [new WatchedAlert("slow", true)] };
        return [.. StudyAdvice.Of(result with { Policies = [policy] }, 0)];
    }

    private sealed class Alerted(AlertRecord record) : IRolloutSource
    {
        private readonly AlertRecord[] _records = [record];

        public ReadOnlySpan<AlertRecord> Alerts => _records;

        public Moment WatchedUntil => Moment.FromSeconds(1200);

        public RolloutResult Run(ulong seed, long replication) => throw new NotSupportedException();
    }
}
