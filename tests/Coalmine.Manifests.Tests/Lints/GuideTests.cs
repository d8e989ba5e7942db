using System.Collections.Immutable;
using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.Lints;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Controllers.Flagger.Metrics;
using Xunit;

namespace Coalmine.Manifests.Tests.Lints;

/// <summary>The files under scenarios/manifests: each difference from reality in section 11 of serving-platforms.md that a file can show, and none where it is repaired.</summary>
public sealed class GuideTests
{
    /// <summary>What is found in the files as guides write them, with how often; the number of the row of section 11 behind it.</summary>
    public static TheoryData<string, string> Unrepaired => new()
    {
        // 23 no count; 24 failureLimit; 9 and 10 no data; 14 bucket; 15 average; 25 reporter; 26 own pods; 27 nothing after 100 %.
        { "argo-guide", "CM1723 CM1734*3 CM1735*3 CM1747 CM1757 CM1913 CM1914 CM1915 CM1916*2" },

        // 28 threshold and maxWeight; 29 pager; 30 mean; 31 missing data; 15 average.
        { "flagger-guide", "CM1830 CM1832 CM1835 CM1840*3 CM1845 CM1847 CM1849 CM1862 CM1915" },

        // 1 canary as keys; 2 scaleTarget; 3 annotations.
        { "kserve-guide", "CM1601 CM1640 CM1650 CM1930 CM1931" },

        // 17 annotation; 18 name.
        { "seldon-baseline", "CM1601 CM1627 CM1934" },
        { "seldon-canary", "CM1601 CM1614 CM1627" },

        // 4 the shadow that answers users.
        { "seldon-shadow-guide", "CM1601 CM1626 CM1627 CM1932" },

        // 19 no labels; 20 never fires; 21 humanizePercentage; 22 and 13 status.
        { "prometheus-rules-guide", "CM1912 CM1913 CM1917 CM1918 CM1919 CM1922*3" },
    };

    [Theory]
    [MemberData(nameof(Unrepaired))]
    public void Lint_AGuidesFile_FindsExactlyThis(string name, string expected)
    {
        string found = string.Join(' ', Lint(name).GroupBy(finding => finding.Id).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Count() == 1 ? group.Key : $"{group.Key}*{group.Count()}"));
        Assert.Equal(expected, found);
    }

    [Theory]
    [InlineData("argo-repaired")]
    [InlineData("flagger-repaired")]
    [InlineData("flagger-mirror")]
    [InlineData("flagger-ab")]
    [InlineData("kserve-repaired")]
    [InlineData("seldon-shadow-repaired")]
    [InlineData("prometheus-rules-repaired")]
    public void Lint_ARepairedFile_FindsNotesOnly(string name) => Assert.DoesNotContain(Lint(name), finding => finding.Severity != Severity.Note);

    [Fact]
    public void Lint_TheErrorsOfTheGuide_AreThoseThatBreakARollout() => Assert.Equal(
        ["CM1640", "CM1723", "CM1835", "CM1912", "CM1932"],
        Unrepaired.SelectMany(row => Lint(row.Data.Item1)).Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Id).Distinct().Order());

    [Fact]
    public void ArgoRepaired_ItsRuns_CanBegin()
    {
        RolloutManifest rollout = Assert.Single(ManifestSet.Of(Read("argo-repaired")).Rollouts);
        Assert.True(rollout.IsAccepted);
        Assert.Equal(5, rollout.Analyses.Length);
        Assert.All(rollout.Analyses, use => Assert.IsType<AnalysisPreparation.Ready>(AnalysisPlan.Prepare(use.Spec, ArgoRelease.V1_10)));
    }

    [Fact]
    public void ArgoGuide_IsRefusedOnce_WithThePlacesOfItsFourAnalyses()
    {
        RolloutManifest rollout = Assert.Single(ManifestSet.Of(Read("argo-guide")).Rollouts);
        Diagnostic said = Assert.Single(rollout.WhyNotSimulated());
        Assert.Equal(("CM1723", "36:13"), (said.Id, said.Position.ToString()));
        Assert.Contains("(so do those at 44:13, 52:13, 60:13)", said.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("flagger-guide")]
    [InlineData("flagger-repaired")]
    [InlineData("flagger-mirror")]
    [InlineData("flagger-blue-green")]
    [InlineData("flagger-ab")]
    public void Flagger_ItsChecks_CanBeAsked(string name)
    {
        CanaryManifest canary = Assert.Single(ManifestSet.Of(Read(name)).Canaries);
        Assert.True(canary.IsAccepted);
        Assert.All(FlaggerChecks.Of(canary.Spec, canary.AssumedController).All, check => Assert.Equal("", check.Problem));
    }

    private static ImmutableArray<Finding> Lint(string name) => Linter.Lint(ManifestSet.Of(Read(name)));

    private static ManifestFile Read(string name) => Assert.IsType<ReadResult<ManifestFile>.Read>(
        ManifestFile.Load($"{name}.yaml", Checkout.Bytes($"scenarios/manifests/{name}.yaml"))).Value;
}
