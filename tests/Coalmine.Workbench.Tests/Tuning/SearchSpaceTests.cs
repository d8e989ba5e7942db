using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Tests.Scenarios;
using Coalmine.Workbench.Tuning.Knobs;
using Coalmine.Workbench.Tuning.Reports;
using Xunit;

namespace Coalmine.Workbench.Tests.Tuning;

/// <summary>What is written for levels, and what stays.</summary>
public sealed class SearchSpaceTests
{
    [Fact]
    public void Write_Levels_ChangesTheirCharactersOnly()
    {
        SearchSpace space = TuningText.Space(
            TuningText.Files(), TuningText.Knob("every=1m,90s"), TuningText.Knob("checks[1].atMost=0.5%..2% step 0.5%"), TuningText.Knob("checks[both].query#1#2=10m,20m"),
            TuningText.Knob("checks[both].query#3=0.5,0.75"), TuningText.Knob("checks[both].atMost=1..4"), TuningText.Knob("weights=[5,100],[1,100]"));
        string expected = TuningText.Policy.Replace("every: 5m", "every: 1m30s", StringComparison.Ordinal).Replace("'1.5%'", "'2%'", StringComparison.Ordinal)
            .Replace("[5m]) / rate(b[5m]) > 0.25", "[10m]) / rate(b[10m]) > 0.75", StringComparison.Ordinal)
            .Replace("atMost: 3", "atMost: 2", StringComparison.Ordinal).Replace("[10, 50, 100]", "[1, 100]", StringComparison.Ordinal);
        Assert.Equal(expected.Replace("1m30s", "90s", StringComparison.Ordinal), TextOf(space.Write([1, 3, 0, 1, 1, 1])));
    }

    [Fact]
    public void Write_WhatIsGiven_ChangesNothing()
    {
        SearchSpace space = TuningText.Space(TuningText.Files(), TuningText.Knob("every=1m..10m"), TuningText.Knob("checks[0].atMost=100ms,300ms"));
        Assert.Equal(TuningText.Policy, TextOf(space.Write([space.Knobs[0].GivenLevel, -1])));
        Assert.Equal((true, -1), (space.Knobs[0].GivenLevel >= 0, space.Knobs[1].GivenLevel));
    }

    [Fact]
    public void Propose_ArgoRollout_NamesEveryNumberThatDecides()
    {
        ImmutableArray<Knob> knobs = KnobProposals.Of([Shipped("manifests", "argo-repaired.yaml")]);
        Assert.Equal(
            [
                "steps[0].setWeight 10", "pause.duration 5m", "steps[3].setWeight 25", "steps[6].setWeight 50", "steps[9].setWeight 75",
                "metrics[success-rate].initialDelay 2m", "metrics[success-rate].interval 60s", "metrics[success-rate].failureLimit 2",
                "metrics[success-rate].successCondition#2 0.99", "metrics[success-rate].provider.prometheus.query#2#4 2m",
                "metrics[latency-p99].initialDelay 2m", "metrics[latency-p99].interval 60s", "metrics[latency-p99].failureLimit 2",
                "metrics[latency-p99].successCondition#2 250", "metrics[latency-p99].provider.prometheus.query#2 2m",
                "metrics[accuracy].interval 60s", "metrics[accuracy].count 4", "metrics[accuracy].failureLimit 1", "metrics[accuracy].inconclusiveLimit 3",
                "metrics[accuracy].successCondition#2 & metrics[accuracy].failureCondition#2 0.95",
                "metrics[accuracy].provider.prometheus.query#1#2 5m",
            ],
            knobs.Select(knob => $"{knob.Name} {knob.Given.Text}").Select(name => name.Replace("steps[*].pause", "pause", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("policies", "cautious.yaml")]
    [InlineData("policies", "guide-script.yaml")]
    [InlineData("policies", "kayenta.yaml")]
    [InlineData("manifests", "flagger-repaired.yaml")]
    [InlineData("manifests", "argo-repaired.yaml")]
    public void Propose_ShippedPolicy_GivesKnobsThatCanBeWritten(string folder, string name)
    {
        ManifestFile file = Shipped(folder, name);
        SearchSpace space = TuningText.Space([file], KnobProposals.Of([file]));
        Assert.True(space.Knobs.Length > 3);
        string highest = TextOf(space.Write([.. space.Knobs.Select(knob => knob.Levels.Length - 1)]));
        string[] before = file.Source.Text.Split('\n');
        string[] after = highest.Split('\n');
        Assert.Equal(before.Length, after.Length);
        Assert.NotEqual(file.Source.Text, highest);
        Assert.NotEmpty(UnifiedDiff.Of(name, file.Source.Text, highest));
    }

    private static ManifestFile Shipped(string folder, string name) =>
        Assert.IsType<ReadResult<ManifestFile>.Read>(FileReader.ReadManifest(Path.Combine(ShippedFiles.Folder, folder, name))).Value;

    private static string TextOf(ReadResult<ImmutableArray<ManifestFile>> written) =>
        Assert.IsType<ReadResult<ImmutableArray<ManifestFile>>.Read>(written).Value[0].Source.Text;
}
