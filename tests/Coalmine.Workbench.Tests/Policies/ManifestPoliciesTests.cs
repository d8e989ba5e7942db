using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Tests.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Policies;

public sealed class ManifestPoliciesTests
{
    /// <summary>The shipped manifests that decide nothing, or that Argo refuses, with what is said.</summary>
    public static TheoryData<string, string> RefusedFiles => new()
    {
        { "argo-guide", "CM1723" },
        { "kserve-guide", "CM2193" },
        { "istio-route", "CM2193" },
        { "kserve-repaired", "CM2193" },
        { "seldon-baseline", "CM2193" },
        { "seldon-canary", "CM2193" },
        { "seldon-shadow-guide", "CM2193" },
        { "seldon-shadow-repaired", "CM2193" },
        { "prometheus-rules-guide", "CM2193" },
        { "prometheus-rules-repaired", "CM2193" },
    };

    /// <summary>The shipped manifests that are policies.</summary>
    public static TheoryData<string> Deciding => ["argo-repaired", "flagger-guide", "flagger-repaired", "flagger-mirror", "flagger-blue-green", "flagger-ab"];

    [Theory]
    [MemberData(nameof(RefusedFiles))]
    public void File_Shipped_ThatIsNoPolicy_IsRefusedAtItsPlaces(string name, string ids)
    {
        Diagnostic[] said = [.. ManifestText.Refusal(ManifestText.Shipped(name))];
        Assert.Equal(ids, string.Join(' ', said.Select(diagnostic => diagnostic.Id)));
        Assert.All(said, diagnostic => Assert.Equal((Severity.Error, $"{name}.yaml"), (diagnostic.Severity, diagnostic.File)));
    }

    [Fact]
    public void Files_Shipped_AreAllLookedAt() => Assert.Equal(
        Directory.EnumerateFiles(Path.Combine(ShippedFiles.Folder, "manifests"), "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(),
        RefusedFiles.Select(row => row.Data.Item1).Concat(Deciding.Select(row => row.Data)).Order());

    [Theory]
    [MemberData(nameof(Deciding))]
    public void File_Shipped_ThatIsAPolicy_AsksWhatEveryShippedScenarioAnswers(string name)
    {
        ForeignPolicy policy = ManifestText.Policy(ManifestText.Shipped(name));
        Assert.Equal((name, $"{name}.yaml"), (policy.Name, policy.File));
        foreach (string scenario in ShippedFiles.Scenarios)
        {
            ReadResult<Workbench.Scenarios.Scenario> read = LoadedScenario.Read(scenario);
            Assert.Empty(policy.Ask(Assert.IsType<ReadResult<Workbench.Scenarios.Scenario>.Read>(read).Value.Described).Said);
        }
    }

    [Fact]
    public void Template_InAnotherFile_IsFound_AndBothFilesAreNeeded()
    {
        ForeignPolicy policy = ManifestText.Policy(ManifestText.Set(("t.yaml", ManifestText.Asking(ManifestText.ErrorShare)), ("r.yaml", ManifestText.Rollout())));
        Assert.Equal(["r.yaml", "t.yaml"], policy.Files);
        Assert.Equal("r", policy.Name);
        Assert.Contains("Argo Rollouts 1.10", policy.About, StringComparison.Ordinal);
    }

    [Fact]
    public void Template_InNoFile_IsMissedWhereItIsNamed() =>
        Assert.Equal(["r.yaml:18:40 CM1722"], ManifestText.Refusal(ManifestText.Set(("r.yaml", ManifestText.Rollout()))).Select(ManifestText.Place));

    [Fact]
    public void SeveralPolicies_ComeInTheOrderOfTheFiles_AndBearTheirObjectsNamesWhereOneFileHasTwo()
    {
        ManifestSet set = ManifestText.Set(
            ("two.yaml", ManifestText.Rollout("first") + "---\n" + ManifestText.Rollout("second")),
            ("t.yaml", ManifestText.Asking(ManifestText.ErrorShare)),
            ("c.yaml", ManifestText.Canary("prometheus", "vector(1)")));
        Assert.Equal(["two/first", "two/second", "c"], ManifestText.Policies(set).Select(policy => policy.Name));
    }

    [Fact]
    public void Mistakes_OfAllPolicies_AreSaidAtOnce()
    {
        ManifestSet set = ManifestText.Set(("a.yaml", ManifestText.Rollout("first")), ("b.yaml", ManifestText.Rollout("second")));
        Assert.Equal(["a.yaml:18:40 CM1722", "b.yaml:18:40 CM1722"], ManifestText.Refusal(set).Select(ManifestText.Place));
    }

    [Theory]
    [InlineData("datadog: {query: 'avg:x{*}'}", "the provider 'datadog'")]
    [InlineData("web: {url: 'http://judge', jsonPath: '{$.x}'}", "the provider 'web'")]
    [InlineData("prometheus: {address: 'http://p:9090', query: up, rangeQuery: {start: 'now() - duration(\"5m\")', end: 'now()', step: 1m}}", "a range query")]
    public void ArgoMetric_ThatNobodyHereCanAnswer_BindsToNoScenario_AndIsLocated(string provider, string said)
    {
        RolloutPolicy policy = Assert.Single(ManifestText.Policies(ManifestText.Set(("r.yaml", ManifestText.Rollout()), ("t.yaml", ManifestText.Template(provider)))));
        Diagnostic diagnostic = Assert.Single(Assert.IsType<PairingResult.NotFaithful>(policy.Bind(Compiled())).Diagnostics);
        Assert.Equal("t.yaml:6:7 CM2194", ManifestText.Place(diagnostic));
        Assert.Contains($"step 4, metric watched: {said}", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("datadog", "avg:x{*}")]
    [InlineData("graphite", "vector(1)")]
    public void FlaggerMetric_OfAnotherStore_BindsToNoScenario_WhateverItsQueryLooksLike(string store, string query)
    {
        RolloutPolicy policy = Assert.Single(ManifestText.Policies(ManifestText.Set(("c.yaml", ManifestText.Canary(store, query)))));
        Diagnostic diagnostic = Assert.Single(Assert.IsType<PairingResult.NotFaithful>(policy.Bind(Compiled())).Diagnostics);
        Assert.Equal("c.yaml:19:20 CM2194", ManifestText.Place(diagnostic));
        Assert.Contains($"'{store}'", diagnostic.Message, StringComparison.Ordinal);
    }

    private static LoadedScenario Compiled() => Assert.IsType<ReadResult<LoadedScenario>.Read>(LoadedScenario.Compile(ScenarioText.Accepted())).Value;
}
