using System.Collections.Immutable;
using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.Sets;
using Coalmine.Manifests.Tests.Lints;
using Coalmine.Manifests.Workloads;
using Xunit;

namespace Coalmine.Manifests.Tests.Workloads;

public sealed class WorkloadSetTests
{
    private const string Service = "---\napiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec: {selector: {app: web}}\n";

    /// <summary>Autoscalers, replicas of the Deployment, and the pods at the start: defaults are those of Kubernetes (1) and of KEDA (0 to 100).</summary>
    public static TheoryData<string, string, int> Scaled => new()
    {
        { "", "replicas: 6, ", 6 },
        { "", "", 1 },
        { Hpa("minReplicas: 2, maxReplicas: 8"), "replicas: 6, ", 6 },
        { Hpa("minReplicas: 2, maxReplicas: 8"), "", 2 },
        { Hpa("minReplicas: 2, maxReplicas: 8"), "replicas: 20, ", 8 },
        { Hpa("maxReplicas: 8"), "replicas: 3, ", 3 },
        { Hpa("minReplicas: 2, maxReplicas: 8"), "replicas: 0, ", 0 },
        { Hpa("minReplicas: 2, maxReplicas: 8").Replace("name: web", "name: other", StringComparison.Ordinal), "", 1 },
        { Keda("minReplicaCount: 4"), "replicas: 2, ", 4 },
        { Keda(""), "replicas: 200, ", 100 },
    };

    [Theory]
    [MemberData(nameof(Scaled))]
    public void Pods_AreTheReplicasWithinTheAutoscalersLimits(string scaler, string replicas, int expected)
    {
        ManifestSet set = Linted.Set(Service + Deployment("web", replicas, "app: web") + scaler);
        Assert.Equal(expected, set.Workloads.Of("Deployment", "web", set.Objects[0])?.Pods);
        Assert.Equal(expected, set.Workloads.Behind("web", ImmutableSortedDictionary<string, string>.Empty, set.Objects[0])?.Pods);
        Assert.Empty(set.Workloads.Diagnostics);
    }

    [Fact]
    public void Place_IsTheNumberThatDecides()
    {
        ManifestSet set = Linted.Set(Service + Deployment("web", "replicas: 6, ", "app: web") + Hpa("minReplicas: 9, maxReplicas: 12"));
        PodCount pods = set.Workloads.Of("Deployment", "web", set.Objects[0])!;
        Assert.Equal((9, "9"), (pods.Pods, pods.Place.Text));
        set = Linted.Set(Service + Deployment("web", "replicas: 6, ", "app: web"));
        Assert.Equal("6", set.Workloads.Of("Deployment", "web", set.Objects[0])!.Place.Text);
    }

    [Theory]
    [InlineData("version", "v2", 3)]
    [InlineData("version", "v3", null)]
    public void Behind_ASubset_IsTheWorkloadWhosePodsBearItsLabelsToo(string label, string value, int? expected)
    {
        ManifestSet set = Linted.Set(Service + Deployment("a", "replicas: 9, ", "app: web, version: v1") + Deployment("b", "replicas: 3, ", "app: web, version: v2"));
        ImmutableSortedDictionary<string, string> labels = ImmutableSortedDictionary<string, string>.Empty.Add(label, value);
        Assert.Equal(expected, set.Workloads.Behind("web", labels, set.Objects[0])?.Pods);
        // Without the labels it could be either.
        Assert.Null(set.Workloads.Behind("web", ImmutableSortedDictionary<string, string>.Empty, set.Objects[0]));
    }

    [Fact]
    public void Behind_AServiceThatSelectsNothing_IsNobody()
    {
        ManifestSet set = Linted.Set(Service.Replace("{app: web}", "{}", StringComparison.Ordinal) + Deployment("web", "", "app: web"));
        Assert.Null(set.Workloads.Behind("web", ImmutableSortedDictionary<string, string>.Empty, set.Objects[0]));
        Assert.Null(set.Workloads.Behind("other", ImmutableSortedDictionary<string, string>.Empty, set.Objects[0]));
    }

    [Theory]
    [InlineData("CM1770", "minReplicas: 5, maxReplicas: §2")]
    [InlineData("CM1701", "minReplicas: §many, maxReplicas: 2")]
    [InlineData("CM1605", "minReplicas: §-1, maxReplicas: 2")]
    public void Read_AnAutoscalerWithOneMistake_IsAnErrorAtItsPlace(string id, string limits) =>
        Assert.Equal(Diagnostics.Severity.Error, Linted.AssertAtMark(id, Hpa(limits)).Severity);

    [Theory]
    [InlineData("replicas: 10", "minReplicas: 2, maxReplicas: 20", 10)]
    [InlineData("replicas: 10", "minReplicas: 12, maxReplicas: 20", 12)]
    [InlineData("revisionHistoryLimit: 2", "minReplicas: 4, maxReplicas: 20", 4)]
    [InlineData("replicas: 0", "minReplicas: 4, maxReplicas: 20", 0)]
    public void Rollout_RunsWhatItsAutoscalerLetsIt(string replicas, string limits, int expected)
    {
        string text = Linted.Rollout("steps: []").Replace("replicas: 10", replicas, StringComparison.Ordinal)
            + Hpa(limits).Replace("kind: Deployment, name: web", "kind: Rollout, name: r", StringComparison.Ordinal);
        RolloutManifest rollout = Assert.Single(Linted.Set(text).Rollouts);
        Assert.Equal(expected, rollout.Running.Replicas);
    }

    [Fact]
    public void Rollout_WithWorkloadRef_TakesNoReplicasOfTheDeployment()
    {
        RolloutManifest rollout = Assert.Single(Linted.Set(OfDeployment("")).Rollouts);
        Assert.Equal((1, 6), (rollout.Running.Replicas, rollout.Workload?.Written));
    }

    [Theory]
    [InlineData("", "", 5, 0)]
    [InlineData("autoscalerRef: {kind: HorizontalPodAutoscaler, name: h}\n", "minReplicas: 3, maxReplicas: 8", 5, 3)]
    [InlineData("", "minReplicas: 3, maxReplicas: 8", 5, 0)]
    public void Canary_TakesTheReplicasOfItsTarget_AndTheMinimumOfTheAutoscalerThatItNames(string spec, string limits, int target, int minimum)
    {
        CanaryManifest canary = Assert.Single(Linted.Set(
            Linted.Canary("interval: 1m\nthreshold: 3\nstepWeight: 10\n", spec) + Deployment("d", "replicas: 5, ", "app: d") + (limits.Length > 0 ? Hpa(limits) : "")).Canaries);
        Assert.Equal((target, minimum), (canary.Spec.TargetReplicas, canary.Spec.AutoscalerMinimum));
    }

    [Theory]
    [InlineData("istio", "", "{name: c}")]
    [InlineData("nginx", "ingressRef: {kind: Ingress, name: i}\n", "{name: c}")]
    [InlineData("apisix", "routeRef: {kind: ApisixRoute, name: i}\n", "{name: c}")]
    [InlineData("gloo", "upstreamRef: {kind: Upstream, name: i}\n", "{name: c}")]
    [InlineData("kuma", "", "{name: c, annotations: {kuma.io/mesh: default}}")]
    [InlineData("istio", "", "{name: c, annotations: {notkuma.io/mesh: default}}")]
    public void Canary_WithoutAProvider_IsTakenForTheOneThatItsFieldsNeed(string expected, string spec, string metadata)
    {
        string text = Linted.Canary("interval: 1m\nthreshold: 3\nstepWeight: 10\n", spec).Replace("metadata: {name: c}", $"metadata: {metadata}", StringComparison.Ordinal);
        Assert.Equal(expected, Assert.Single(Linted.Set(text).Canaries).AssumedController.Name);
    }

    [Theory]
    [InlineData("kuma", "{port: 80, apex: {annotations: {80.service.kuma.io/protocol: http}}}")]
    [InlineData("gatewayapi:v1", "{port: 80, gatewayRefs: [{name: g, namespace: n}]}")]
    public void Canary_WithoutAProvider_IsTakenForTheOneThatItsServiceNeeds(string expected, string service)
    {
        string text = Linted.Canary("interval: 1m\nthreshold: 3\nstepWeight: 10\n").Replace("{port: 80}", service, StringComparison.Ordinal);
        Assert.Equal(expected, Assert.Single(Linted.Set(text).Canaries).AssumedController.Name);
    }

    private static string Deployment(string name, string replicas, string labels) =>
        $"---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: {name}}}\nspec: {{{replicas}template: {{metadata: {{labels: {{{labels}}}}}}}}}\n";

    private static string Hpa(string limits) => Linted.Head("autoscaling/v2", "HorizontalPodAutoscaler", "h")
        + $"spec: {{scaleTargetRef: {{kind: Deployment, name: web}}, {limits}}}\n";

    private static string Keda(string limits) => Linted.Head("keda.sh/v1alpha1", "ScaledObject", "k") + $"spec: {{scaleTargetRef: {{name: web}}, {limits}}}\n";

    private static string OfDeployment(string replicas) =>
        Linted.Rollout("steps: [{pause: {}}]").Replace("  replicas: 10\n", replicas, StringComparison.Ordinal)
            .Replace("  selector: {}\n  template: {}\n", "  workloadRef: {kind: Deployment, name: web}\n", StringComparison.Ordinal)
        + Deployment("web", "replicas: 6, ", "app: web");
}
