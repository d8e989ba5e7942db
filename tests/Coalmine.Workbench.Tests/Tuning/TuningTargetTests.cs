using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Rollouts.Journal;
using Coalmine.Workbench.Tests.Examples;
using Coalmine.Workbench.Tuning.Files;
using Coalmine.Workbench.Tuning.Goals;
using Xunit;

namespace Coalmine.Workbench.Tests.Tuning;

/// <summary>Targets, and the file that names them.</summary>
public sealed class TuningTargetTests
{
    [Theory]
    [InlineData("falseRollback atMost 1%", TuningMeasure.FalseRollback, 0.01)]
    [InlineData("missed atMost 0.05", TuningMeasure.Missed, 0.05)]
    [InlineData("detection atMost 20m", TuningMeasure.Detection, 1200)]
    [InlineData("exposure  atMost 20000", TuningMeasure.Exposure, 20000)]
    [InlineData("hurt atMost 12.5 in more-errors", TuningMeasure.Hurt, 12.5)]
    [InlineData("duration atMost 1h30m", TuningMeasure.Duration, 5400)]
    public void Read_Target_SaysWhatItSays(string text, TuningMeasure measure, double limit)
    {
        Assert.True(TuningTarget.TryParse(text, out TuningTarget? target, out _));
        Assert.Equal((measure, limit), (target.Measure, target.Limit));
    }

    [Fact]
    public void Read_Detected_CountsDetectionsInTime()
    {
        Assert.True(TuningTarget.TryParse("detected atLeast 95% within 20m in more-errors", out TuningTarget? target, out _));
        Assert.Equal((null, 0.95, 1200.0, "more-errors"), (target.Measure, target.Limit, target.Within, target.Scenario));
        Assert.True(target.IsAbout(HandMade.Regressed));
        Assert.False(target.IsAbout(HandMade.Healthy));

        // Detected 1,200 s after the onset is in time, a second later is not.
        Assert.Equal(-0.05, target.Excess(HandMade.Result(RolloutOutcome.RolledBackOnEvidence, 1800), HandMade.Regressed), 9);
        Assert.Equal(0.95, target.Excess(HandMade.Result(RolloutOutcome.RolledBackOnEvidence, 1801), HandMade.Regressed), 9);
        Assert.Equal(0.95, target.Excess(HandMade.Result(RolloutOutcome.Promoted, 900), HandMade.Regressed), 9);
    }

    [Theory]
    [InlineData("")]
    [InlineData("falseRollback atMost")]
    [InlineData("falseRollback atLeast 1%")]
    [InlineData("falseRollback atMost 101%")]
    [InlineData("falseRollback atMost 5m")]
    [InlineData("detected atMost 5%")]
    [InlineData("detected atLeast 95% within 20")]
    [InlineData("detected atLeast 95% by 20m")]
    [InlineData("detection atMost 20")]
    [InlineData("exposure atMost 5%")]
    [InlineData("missed atMost 5% in a in b")]
    [InlineData("happiness atMost 5")]
    public void Read_WhatIsNoTarget_IsRefused(string text)
    {
        Assert.False(TuningTarget.TryParse(text, out _, out Message problem));
        Assert.Equal("CM2374", problem.Id);
    }

    [Theory]
    [InlineData("missed atMost 0%", "CM2378", "`missed atMost 1%`")]
    [InlineData("falseRollback atMost 0 in a", "CM2378", "`falseRollback atMost 1% in a`")]
    [InlineData("detected atLeast 100% within 20m in a", "CM2378", "`detected atLeast 99% within 20m in a`")]
    [InlineData("missed atMost 100%", "CM2379", "true of every policy")]
    [InlineData("detected atLeast 0%", "CM2379", "true of every policy")]
    public void Read_ShareOfNothingOrAll_IsRefused(string text, string id, string instead)
    {
        Assert.False(TuningTarget.TryParse(text, out _, out Message problem));
        Assert.Equal(id, problem.Id);
        Assert.Contains(instead, problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Goal_AboutWhatNoScenarioHas_IsRefused()
    {
        Assert.True(TuningTarget.TryParse("missed atMost 5% in nowhere", out TuningTarget? elsewhere, out _));
        Workbench.Tuning.TuningSetup setup = TuningText.OneLook("usual", 5000);
        Assert.Equal("CM2376", new TuningGoal([elsewhere], null).ProblemWith(setup.Scenarios)?.Id);
        Assert.Equal("CM2375", new TuningGoal([], TuningMeasure.Missed).ProblemWith(setup.Scenarios[..1])?.Id);
        Assert.Null(setup.Goal.ProblemWith(setup.Scenarios));
    }

    [Fact]
    public void Read_File_KeepsEverything()
    {
        TuningFile file = Read("""
            kind: Tuning
            about: why
            policy: [p.yaml, t.yaml]
            against: [ { scenario: a.yaml, weight: 2.5 }, { scenario: ../b.yaml } ]
            vary: [ "plan.every=1m,2m" ]
            targets: [ missed atMost 5% ]
            minimise: exposure
            budget: 5000
            time: 10m
            seed: 7
            """) is ReadResult<TuningFile>.Read read ? read.Value : throw new InvalidOperationException();
        Assert.Equal(["p.yaml", "t.yaml"], file.Policy.Select(each => each.Value));
        Assert.Equal([new WeightedScenario("a.yaml", 2.5), new WeightedScenario("../b.yaml", 1)], file.Against.Select(each => each.Value));
        Assert.Equal(("plan.every=1m,2m", 5), (file.Vary[0].Value, file.Vary[0].Position.Line));
        Assert.Equal((TuningMeasure.Exposure, 5000L, TimeSpan.FromMinutes(10), 7UL), (file.Minimise, file.Budget, file.Time, file.Seed));
        Assert.Equal(Path.Combine("f", "p.yaml"), file.PathOf(file.Policy[0].Value));
    }

    [Theory]
    [InlineData("kind: Tuning\nagainst: [ { scenario: a } ]\n", "f/t.yaml:1:1 error CM1102")]
    [InlineData("kind: Tuning\npolicy: [p]\nagainst: []\n", "f/t.yaml:3:10 error CM1108")]
    [InlineData("kind: Tuning\npolicy: [p]\nagainst: [ { scenario: a, weight: 0 } ]\n", "f/t.yaml:3:35 error CM1203")]
    [InlineData("kind: Tuning\npolicy: [p]\nagainst: [ { scenario: a } ]\ntargets: [ missed atMost many ]\n", "f/t.yaml:4:12 error CM2374")]
    [InlineData("kind: Tuning\npolicy: [p]\nagainst: [ { scenario: a } ]\ntargets: [ missed atMost 0% ]\n", "f/t.yaml:4:12 error CM2378")]
    [InlineData("kind: Tuning\npolicy: [p]\nagainst: [ { scenario: a } ]\nminimise: pain\n", "f/t.yaml:4:11 error CM1204")]
    [InlineData("kind: Policy\n", "f/t.yaml:1:7 error CM1104")]
    public void Read_WrongFile_IsRefusedAtItsPlace(string text, string expected) =>
        Assert.StartsWith(expected, Assert.IsType<ReadResult<TuningFile>.Refused>(Read(text)).Diagnostics[0].ToString(), StringComparison.Ordinal);

    private static ReadResult<TuningFile> Read(string text) => YamlLoader.LoadOne(new SourceText("f/t.yaml", text)).Then(TuningReader.Read);
}
