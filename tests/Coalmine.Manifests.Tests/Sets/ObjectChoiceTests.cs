using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Manifests.Tests.Lints;
using Coalmine.Manifests.Workloads;
using Xunit;

namespace Coalmine.Manifests.Tests.Sets;

public sealed class ObjectChoiceTests
{
    private static readonly string Rollout = Linted.Rollout("steps: [{analysis: {templates: [{templateName: t}]}}]");

    private static readonly string Service = Linted.Head("v1", "Service", "web") + "spec: {selector: {app: web}}\n";

    private static readonly ImmutableSortedDictionary<string, string> NoLabels = ImmutableSortedDictionary<string, string>.Empty;

    private static readonly string Canary = Linted.Canary("interval: 1m\nthreshold: 3\nstepWeight: 10\nmetrics: [{name: m, templateRef: {name: t}}]\n");

    [Theory]
    [InlineData("before", "after")]
    [InlineData("after", "before")]
    public void Template_OfTheOwnFile_IsTaken_WhateverTheOrderOfTheFiles(string first, string second)
    {
        ManifestSet set = Set((first, Rollout + Template(first)), (second, Rollout + Template(second)));
        Assert.Equal([first, second], set.Rollouts.Select(rollout => Assert.Single(rollout.Analyses[0].Spec.Metrics).SuccessCondition));
        Assert.All(set.Rollouts, rollout => Assert.Equal([rollout.Origin.File], rollout.Files));
        Assert.DoesNotContain(set.Diagnostics, said => said.Severity == Severity.Error);
    }

    [Theory]
    [InlineData("before", "after")]
    [InlineData("after", "before")]
    public void MetricTemplate_OfTheOwnFile_IsTaken_WhateverTheOrderOfTheFiles(string first, string second)
    {
        ManifestSet set = Set((first, Canary + Linted.MetricTemplate(first)), (second, Canary + Linted.MetricTemplate(second)));
        Assert.Equal([first, second], set.Canaries.Select(canary => canary.Metrics[0].Template?.Template));
        Assert.All(set.Canaries, canary => Assert.Equal([canary.Origin.File], canary.Files));
        Assert.DoesNotContain(set.Diagnostics, said => said.Severity == Severity.Error);
    }

    [Fact]
    public void Template_OfTheOwnNamespace_ComesBeforeOneThatSaysNone()
    {
        ManifestSet set = Set(
            ("r", Rollout.Replace("name: r}", "name: r, namespace: shop}", StringComparison.Ordinal)),
            ("a", Template("a").Replace("name: t}", "name: t, namespace: shop}", StringComparison.Ordinal)),
            ("b", Template("b")));
        Assert.Equal("a", set.Rollouts[0].Analyses[0].Spec.Metrics[0].SuccessCondition);
        Assert.Equal(["r", "a"], set.Rollouts[0].Files.Select(file => file.Source.File));
    }

    [Fact]
    public void Templates_OfOtherFiles_ThatDiffer_AreAnErrorWhereTheyAreNamed()
    {
        ManifestSet set = Set(("r", Rollout), ("a", Template("a")), ("b", Template("b")));
        Diagnostic said = Assert.Single(set.Rollouts[0].Diagnostics, each => each.Severity == Severity.Error);
        Assert.Equal(("r", "CM1707"), (said.File, said.Id));
        Assert.StartsWith("AnalysisTemplate t is given at a:4:18 and, otherwise, at b:4:18; Rollout r could mean either.", said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Templates_OfTheOwnFile_ThatDiffer_AreAnErrorToo()
    {
        ManifestSet set = Set(("r", Rollout + Template("a") + Template("b")));
        Assert.Equal(["CM1707"], set.Rollouts[0].Diagnostics.Where(each => each.Severity == Severity.Error).Select(each => each.Id));
    }

    [Fact]
    public void Templates_ThatSayTheSame_AreAsGoodAsOne()
    {
        ManifestSet set = Set(("r", Rollout), ("a", Template("a")), ("b", "# another comment\n" + Template("a")));
        Assert.DoesNotContain(set.Rollouts[0].Diagnostics, said => said.Severity == Severity.Error);
    }

    [Fact]
    public void MetricTemplates_OfOtherFiles_ThatDiffer_AreAnErrorWhereTheyAreNamed()
    {
        ManifestSet set = Set(("c", Canary), ("a", Linted.MetricTemplate("a")), ("b", Linted.MetricTemplate("b")));
        Assert.Equal(["c CM1707"], set.Canaries[0].Diagnostics.Where(each => each.Severity == Severity.Error).Select(each => $"{each.File} {each.Id}"));
    }

    [Fact]
    public void Autoscaler_OfTheOwnFile_IsTaken()
    {
        ManifestSet set = Set(("a", Rollout + Template("x") + Hpa(20)), ("b", Rollout + Template("x") + Hpa(30)), ("c", Hpa(40)));
        Assert.Equal([20, 30], set.Rollouts.Select(rollout => rollout.Running.Replicas));
    }

    [Fact]
    public void Autoscalers_OfOtherFiles_ThatDiffer_AreAnErrorOfTheRollout()
    {
        ManifestSet set = Set(("r", Rollout + Template("x")), ("a", Hpa(20)), ("b", Hpa(30)));
        Assert.Equal(["r:4:18 CM1707"], set.Rollouts[0].Diagnostics.Where(each => each.Severity == Severity.Error).Select(each => $"{each.File}:{each.Position} {each.Id}"));
    }

    [Fact]
    public void Target_OfTheOwnFile_IsTaken_AndOthersThatDifferAreAnError()
    {
        ManifestSet set = Set(
            ("a", Canary + Linted.MetricTemplate("q") + Deployment(3)), ("b", Canary + Linted.MetricTemplate("q") + Deployment(4)), ("c", Canary + Linted.MetricTemplate("q")));
        Assert.Equal([3, 4], set.Canaries.Take(2).Select(canary => canary.Spec.TargetReplicas));
        Assert.Equal([[], [], ["CM1707"]], set.Canaries.Select(canary => canary.Diagnostics.Where(each => each.Severity == Severity.Error).Select(each => each.Id).ToArray()));
    }

    [Fact]
    public void PodsBehindAService_AreThoseOfTheOwnFile()
    {
        ManifestSet set = Set(("a", Service + Deployment(3)), ("b", Service + Deployment(4)), ("c", Linted.Head("v1", "ConfigMap", "x")));
        List<Message> doubts = [];
        PodCount?[] found = [.. set.Objects.Where(each => each.Kind == "Service").Select(each => set.Workloads.Behind("web", NoLabels, each, doubts))];
        Assert.Equal([3, 4], found.Select(pods => pods?.Pods));
        Assert.Empty(doubts);
        set.Workloads.Behind("web", NoLabels, set.Objects[^1], doubts);
        // The two Services say the same; the two Deployments do not.
        Assert.Equal("CM1707", Assert.Single(doubts).Id);
    }

    private static ManifestSet Set(params (string Name, string Text)[] files) => ManifestSet.Of(files.Select(file => Linted.File(file.Name, file.Text)));

    private static string Template(string condition) => Linted.Template($"successCondition: {condition}, count: 1, PROVIDER");

    private static string Hpa(int least) =>
        Linted.Head("autoscaling/v2", "HorizontalPodAutoscaler", "h") + $"spec: {{scaleTargetRef: {{kind: Rollout, name: r}}, minReplicas: {least}, maxReplicas: 50}}\n";

    private static string Deployment(int replicas) =>
        Linted.Head("apps/v1", "Deployment", "d") + $"spec: {{replicas: {replicas}, template: {{metadata: {{labels: {{app: web}}}}}}}}\n";
}
