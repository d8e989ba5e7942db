using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Tests.Policies;
using Coalmine.Workbench.Topologies;
using Xunit;

namespace Coalmine.Workbench.Tests.Topologies;

public sealed class ServingWorldsTests
{
    private const string Route =
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: parcel, namespace: shop}
        spec:
          hosts: [parcel]
          http:
            - route:
                - {destination: {host: parcel, subset: stable}, weight: 75}
                - {destination: {host: parcel, subset: canary}, weight: 25}
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: parcel, namespace: shop}
        spec:
          host: parcel
          subsets: [{name: stable, labels: {version: v1}}, {name: canary, labels: {version: v2}}]

        """;

    private const string Pods =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: parcel, namespace: shop}
        spec: {selector: {app: parcel}}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: parcel-v1, namespace: shop}
        spec: {replicas: 6, template: {metadata: {labels: {app: parcel, version: v1}}}}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: parcel-v2, namespace: shop}
        spec: {template: {metadata: {labels: {app: parcel, version: v2}}}}
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: parcel-v2, namespace: shop}
        spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: parcel-v2}, minReplicas: 2, maxReplicas: 8}

        """;

    private const string Gateway =
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: r}
        spec:
          parentRefs: [{name: g}]
          rules: [{backendRefs: [{name: web-stable, port: 80, weight: 9}, {name: web-canary, port: 80, weight: 1}]}]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web-canary}
        spec: {selector: {app: web, track: canary}}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web-canary}
        spec: {replicas: 3, template: {metadata: {labels: {app: web, track: canary}}}}

        """;

    private const string Experiment =
        """
        apiVersion: mlops.seldon.io/v1alpha1
        kind: Experiment
        metadata: {name: e}
        spec:
          default: old
          candidates: [{name: old, weight: 90}, {name: new, weight: 10}]

        """;

    /// <summary>Files; whose buckets, and the pods of both arms as the files say them (0: not at all).</summary>
    public static TheoryData<string, Platform, int, int> Served => new()
    {
        { Route, Platform.Istio, 0, 0 },
        { Route + "---\n" + Pods, Platform.Istio, 6, 2 },
        { Gateway, Platform.Istio, 0, 3 },
        { Experiment, Platform.Seldon, 0, 0 },
        { Seldon("{name: a, traffic: 80, replicas: 4, GRAPH}, {name: b, traffic: 20, GRAPH}"), Platform.Seldon, 4, 1 },
        { Seldon("{name: a, GRAPH, replicas: 2}"), Platform.Seldon, 2, 2 },
        { Seldon("{name: a, GRAPH, replicas: 2}, {name: s, shadow: true, replicas: 5, GRAPH}"), Platform.Seldon, 2, 5 },
        { Seldon("{name: a, GRAPH, componentSpecs: [{hpaSpec: {minReplicas: 3, maxReplicas: 9}}]}"), Platform.Seldon, 3, 3 },
        { KServe("Serverless", "minReplicas: 3, maxReplicas: 9, canaryTrafficPercent: 10"), Platform.Knative, 3, 3 },
        { KServe("Serverless", "minReplicas: 0"), Platform.Knative, 1, 1 },
        { KServe("Standard", "minReplicas: 2"), Platform.Seldon, 2, 2 },
    };

    [Theory]
    [MemberData(nameof(Served))]
    public void World_HasThePodsOfTheFiles_AndTheBucketsOfThePlatform(string text, Platform platform, int baseline, int canary)
    {
        ServingWorld world = Read(text);
        Assert.Equal((platform, baseline, canary), (world.Platform, world.Baseline ?? 0, world.Canary ?? 0));
        World made = MadeWorlds.Of(new ServiceNumbers(50, 0.005, 0.18), serving: world)[0].World.World;
        Assert.Equal((baseline > 0 ? baseline : 5, canary > 0 ? canary : 1), (made.Pods.Baseline, made.Pods.Canary));
        // First and last bounds are in the reference, serving-platforms 7.1, 7.3 and 7.4.
        (double first, double last) = platform switch { Platform.Istio => (0.0005, 3600), Platform.Knative => (0.005, 100), _ => (0.005, 10) };
        Assert.Equal((first, last), (made.Telemetry.LatencyBounds[0], made.Telemetry.LatencyBounds[^1]));
    }

    [Theory]
    [InlineData("parcel/canary already has 25 % of route http[0]", Route)]
    [InlineData("the pods are not in the files: a VirtualService has none", Route)]
    [InlineData("parcel/canary stays at 2 pods: the autoscaler may run 2 to 8", Route + "---\n" + Pods)]
    [InlineData("the shadow (s) is the candidate", "SHADOW")]
    [InlineData("one pod of latest, which has none at the start", "ZERO")]
    [InlineData("the canary gets as many pods as latest, the only version there is", "ZERO")]
    [InlineData("copies of 100 % of the requests to s", "SHADOW")]
    [InlineData("c: a rollout has two arms", "THREE")]
    [InlineData("limits of requests; a scenario simulates them: `serving: { concurrency: 4, timeout: 60s }`", "LIMITED")]
    [InlineData("limits of requests; a scenario simulates them: `serving: { timeout: 2s, retries: { most: 3, by: mesh } }`", "RETRIED")]
    public void World_SaysWhatItAssumesAndLeavesOut(string expected, string text)
    {
        ServingWorld world = Read(text switch
        {
            "SHADOW" => Seldon("{name: a, GRAPH}, {name: s, shadow: true, GRAPH}"),
            "LIMITED" => KServe("Serverless", "containerConcurrency: 4, timeout: 60"),
            "RETRIED" => Route.Replace("    - route:", "    - timeout: 2s\n      retries: {attempts: 3}\n      route:", StringComparison.Ordinal),
            "ZERO" => KServe("Serverless", "minReplicas: 0"),
            "THREE" => Seldon("{name: a, traffic: 60, GRAPH}, {name: b, traffic: 20, GRAPH}, {name: c, traffic: 20, GRAPH}"),
            _ => text,
        });
        Assert.Contains(world.Assumed.Concat(world.NotModelled), line => line.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void PodsOfARollout_AreItsOwn_WhateverIsRoutedToThem()
    {
        ManifestSet set = ManifestText.Set(("r.yaml", ManifestText.Rollout()), ("v.yaml", Route + "---\n" + Pods));
        ServingWorld world = Assert.IsType<ReadResult<ServingWorld>.Read>(ServingWorlds.Of(set)).Value;
        Assert.Equal((null, null), (world.Baseline, world.Canary));
        Assert.Contains("the pods of Rollout parcel", world.Simulated);
    }

    [Theory]
    [InlineData("f.yaml:8:7 CM2231", "TWO")]
    [InlineData("f.yaml:12:7 CM2231", "ROUTES")]
    [InlineData("f.yaml:39:7 CM2231", "ROUTES WITH PODS")]
    [InlineData("f.yaml:2:7 CM1707", "PODS TWICE")]
    [InlineData("f.yaml:5:106 CM1605", "BAD")]
    [InlineData("f.yaml:2:7 CM2197", "MANY")]
    public void Files_ThatMakeNoWorld_AreRefusedAtTheirPlace(string expected, string text)
    {
        string service = Seldon("{name: a, GRAPH}");
        ManifestSet set = ManifestText.Set(("f.yaml", text switch
        {
            "TWO" => service + "---\n" + service.Replace("name: s}", "name: t}", StringComparison.Ordinal),
            "ROUTES" => Other("front") + "---\n" + Other("back"),
            "ROUTES WITH PODS" => Route + "---\n" + Pods + "---\n" + (Route + "---\n" + Pods).Replace("parcel", "front", StringComparison.Ordinal),
            "PODS TWICE" => Route + "---\n" + Pods + "---\n" + Pods.Replace("replicas: 6", "replicas: 7", StringComparison.Ordinal),
            "BAD" => Seldon("{name: a, GRAPH, replicas: -1}"),
            _ => Seldon("{name: a, GRAPH, replicas: 1001}"),
        }));
        Diagnostic said = Assert.IsType<ReadResult<ServingWorld>.Refused>(ServingWorlds.Of(set)).Diagnostics.First();
        Assert.Equal(expected, ManifestText.Place(said));
    }

    /// <summary>Two routes in both orders: the one whose pods are in the files is the service, and the other is told.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Route_WhosePodsAreKnown_ComesBeforeOneOfAnotherHost(bool isFirst)
    {
        string other = Other("front");
        ServingWorld world = Read(isFirst ? Route + "---\n" + Pods + "---\n" + other : other + "---\n" + Route + "---\n" + Pods);
        Assert.Equal(("VirtualService parcel", 6, 2), (world.Source, world.Baseline, world.Canary));
        Assert.Contains("VirtualService front: another service, and a world has one", world.NotModelled);
        Assert.DoesNotContain(world.Assumed, line => line.StartsWith("the pods are not in the files", StringComparison.Ordinal));
    }

    [Fact]
    public void Route_WithACanary_ComesBeforeOneOfAnotherHostWithout_WhereNoPodsAreKnown()
    {
        string single = Other("front").Replace("        - {destination: {host: front, subset: v2}, weight: 10}\n", "", StringComparison.Ordinal);
        ServingWorld world = Read(single + "---\n" + Route);
        Assert.Equal("VirtualService parcel", world.Source);
        Assert.Contains("VirtualService front: another service, and a world has one", world.NotModelled);
    }

    [Fact]
    public void Routes_ToOneService_AreOne()
    {
        ServingWorld world = Read(Route + "---\n" + Other("parcel").Replace("name: parcel,", "name: edge,", StringComparison.Ordinal) + "---\n" + Pods);
        Assert.Equal(("VirtualService parcel", 6), (world.Source, world.Baseline));
        Assert.Contains("VirtualService edge: a further route to the pods of VirtualService parcel", world.NotModelled);
    }

    [Fact]
    public void RoutesToSeveralHosts_BesideARollout_AreNotRefused()
    {
        ManifestSet set = ManifestText.Set(("r.yaml", ManifestText.Rollout()), ("v.yaml", Route + "---\n" + Other("front")));
        ServingWorld world = Assert.IsType<ReadResult<ServingWorld>.Read>(ServingWorlds.Of(set)).Value;
        Assert.Contains("VirtualService front: another service, and a world has one", world.NotModelled);
    }

    [Theory]
    [InlineData("the autoscaler of Knative", true)]
    [InlineData("Seldon", false)]
    public void NoPods_ComeWithTheFirstRequest_OnlyWhereThePlatformBringsThem(string platform, bool comes)
    {
        ServingWorld world = Read(comes ? KServe("Serverless", "minReplicas: 0") : Seldon("{name: a, GRAPH, replicas: 0}"));
        string line = Assert.Single(world.Assumed, line => line.StartsWith("one pod of", StringComparison.Ordinal));
        Assert.True(line.Contains("pods that come with the first request are not modelled", StringComparison.Ordinal) == comes, platform);
        Assert.True(line.Contains("nothing here would start one", StringComparison.Ordinal) != comes, platform);
    }

    [Theory]
    [InlineData(0, 100, true)]
    [InlineData(1, 99, false)]
    [InlineData(100, 0, false)]
    public void BaselineThatServesNobody_IsAWarning(int baseline, int canary, bool isIdle)
    {
        ManifestSet set = ManifestText.Set(("f.yaml", Seldon($"{{name: a, GRAPH, replicas: 0, traffic: {baseline}}}, {{name: b, GRAPH, replicas: 3, traffic: {canary}}}")));
        ReadResult<ServingWorld>.Read read = Assert.IsType<ReadResult<ServingWorld>.Read>(ServingWorlds.Of(set));
        Assert.Equal(isIdle ? ["f.yaml:2:7 CM2236"] : [], read.Warnings.Select(ManifestText.Place));
        Assert.All(read.Warnings, said => Assert.Equal(Severity.Warning, said.Severity));
    }

    [Fact]
    public void ShippedRoute_HasItsPods()
    {
        ServingWorld world = Assert.IsType<ReadResult<ServingWorld>.Read>(ServingWorlds.Of(ManifestText.Shipped("istio-route"))).Value;
        Assert.Equal((6, 2), (world.Baseline, world.Canary));
    }

    [Fact]
    public void Undecided_IsSaidAtTheKind()
    {
        Diagnostic said = ServingWorlds.Undecided(ManifestText.Shipped("seldon-canary").Carriers[0]);
        Assert.Equal("seldon-canary.yaml:2:7 CM2230", ManifestText.Place(said));
        Assert.StartsWith("SeldonDeployment claims-triage carries traffic and does not decide, and no policy is given.", said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MadeWorlds_OnAServingFile_KeepTheirTruths()
    {
        ImmutableArray<LoadedScenario> worlds = MadeWorlds.Of(new ServiceNumbers(50, 0.005, 0.18), serving: Read(Route + "---\n" + Pods));
        Assert.Equal(["healthy", "more-errors", "slower", "less-accurate", "errors-later"], worlds.Select(world => world.Facts.Name));
        Assert.All(worlds, world => Assert.Equal(world.Facts.Name == "healthy" ? TruthKind.Healthy : TruthKind.Regressed, world.Facts.Truth));
    }

    private static ServingWorld Read(string text) => Assert.IsType<ReadResult<ServingWorld>.Read>(ServingWorlds.Of(ManifestText.Set(("f.yaml", text)))).Value;

    private static string Other(string host) =>
        $"apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {{name: {host}, namespace: shop}}\nspec:\n  hosts: [{host}]\n  http:\n    - route:\n"
        + $"        - {{destination: {{host: {host}, subset: v1}}, weight: 90}}\n        - {{destination: {{host: {host}, subset: v2}}, weight: 10}}\n";

    private static string Seldon(string predictors) =>
        "apiVersion: machinelearning.seldon.io/v1\nkind: SeldonDeployment\nmetadata: {name: s}\nspec:\n  predictors: ["
        + predictors.Replace("GRAPH", "graph: {name: m, implementation: SKLEARN_SERVER, modelUri: 'gs://m'}", StringComparison.Ordinal) + "]\n";

    private static string KServe(string mode, string predictor) =>
        $"apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata: {{name: k, annotations: {{serving.kserve.io/deploymentMode: {mode}}}}}\n"
        + $"spec:\n  predictor: {{{predictor}, sklearn: {{storageUri: 'gs://m'}}}}\n";
}
