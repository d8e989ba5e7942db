using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Traffic;
using Coalmine.Testing.Clusters.Fronts;
using Coalmine.Testing.Clusters.Server;
using k8s;
using Xunit;

namespace Coalmine.Live.Tests.Traffic;

/// <summary>The Deployments behind a route, by the Services' selectors.</summary>
public sealed class WorkloadFinderTests : IDisposable
{
    private static readonly TrafficTarget Route = new()
    {
        Platform = ServingPlatform.GatewayApi,
        Namespace = "models",
        Name = "fraud",
        Baseline = "fraud-main",
        Canary = "fraud-candidate",
    };

    private readonly List<string> _asked = [];
    private readonly ApiServerCore _core = new(TimeProvider.System);
    private readonly ApiServerHandler _handler;

    public WorkloadFinderTests()
    {
        _handler = new ApiServerHandler(_core, request =>
        {
            _asked.Add(request.Method);
            return null;
        });
    }

    public void Dispose() => _handler.Dispose();

    [Theory]
    [InlineData(ServingPlatform.GatewayApi, "fraud-main", "fraud-candidate")]
    [InlineData(ServingPlatform.Istio, "fraud-main", "fraud-candidate.models.svc.cluster.local")]
    [InlineData(ServingPlatform.Istio, "fraud-main.models", "fraud-candidate.models.svc")]
    public async Task WhereEachServiceLeadsToOneDeployment_ItIsFoundAndSaid(ServingPlatform platform, string baseline, string canary)
    {
        Service("fraud-main", "main");
        Service("fraud-candidate", "candidate");
        Deployment("fraud-v1", "main");
        Deployment("fraud-v2", "candidate");
        Deployment("other", "other");
        WorkloadFinding found = await FindAsync(Route with { Platform = platform, Baseline = baseline, Canary = canary });
        Assert.Equal(("fraud-v1", "fraud-v2"), (found.Target.BaselineWorkload, found.Target.CanaryWorkload));
        Assert.Equal("CM3342", found.Said?.Id);
        Assert.Contains("fraud-v1", found.Said?.Text, StringComparison.Ordinal);
        Assert.All(_asked, method => Assert.Equal("GET", method));
    }

    [Theory]
    [InlineData("fraud-candidate", "candidate,candidate", "several Deployments: fraud-v2-0, fraud-v2-1")]
    [InlineData("fraud-candidate", "other", "Service fraud-candidate selects the pods of no Deployment")]
    [InlineData("fraud-main", "candidate", "Both arms lead to the Deployment fraud-v1")]
    [InlineData("fraud-gone", "candidate", "Service fraud-gone cannot be read")]
    [InlineData("fraud-main/v2", "candidate", "fraud-main/v2 is not a Service of the namespace alone")]
    [InlineData("fraud-main.elsewhere.svc", "candidate", "is not a Service of the namespace alone")]
    public async Task WhatIsNotClear_IsNotGuessed_AndSaysWhatToName(string canary, string labels, string why)
    {
        Service("fraud-main", "main");
        Service("fraud-candidate", "candidate");
        Deployment("fraud-v1", "main");
        string[] each = labels.Split(',');
        for (int i = 0; i < each.Length; i++)
            Deployment(FormattableString.Invariant($"fraud-v2-{i}"), each[i]);
        TrafficTarget target = Route with { Platform = ServingPlatform.Istio, Canary = canary };
        WorkloadFinding found = await FindAsync(target);
        Assert.Equal(target, found.Target);
        Assert.Equal("CM3343", found.Said?.Id);
        Assert.Contains(why, found.Said?.Text, StringComparison.Ordinal);
        Assert.Contains("canaryWorkload", found.Said?.Text, StringComparison.Ordinal);
    }

    /// <summary>What is named is never looked for, and neither are pods that the platform knows.</summary>
    [Fact]
    public async Task WhatIsNamed_IsNotLookedFor()
    {
        TrafficTarget named = Route with { BaselineWorkload = "a", CanaryWorkload = "b" };
        Assert.Equal(new WorkloadFinding(named, null), await FindAsync(named));
        TrafficTarget seldon = Route with { Platform = ServingPlatform.SeldonV1 };
        Assert.Equal(new WorkloadFinding(seldon, null), await FindAsync(seldon));
        Assert.Empty(_asked);
    }

    /// <summary>A Service without a selector has endpoints that somebody else writes.</summary>
    [Fact]
    public void AServiceWithoutASelector_LeadsToNoDeployment() => Assert.Equal(
        ("", "Service by-hand selects no pods."),
        WorkloadFinder.Of((JsonObject)JsonNode.Parse("""{"metadata":{"name":"by-hand"},"spec":{"selector":{}}}""")!, []));

    private async Task<WorkloadFinding> FindAsync(TrafficTarget target)
    {
        using ClusterClient client = new(
            ClusterConnection.Of(new KubernetesClientConfiguration { Host = "http://localhost:1", AccessToken = AccessRules.ViewerToken }), TimeProvider.System, _handler);
        return await new WorkloadFinder(client).FindAsync(target, TestContext.Current.CancellationToken);
    }

    private void Service(string name, string version) => Create("/api/v1/namespaces/models/services", $$$"""
        {"apiVersion":"v1","kind":"Service","metadata":{"name":"{{{name}}}","namespace":"models"},
         "spec":{"selector":{"app":"fraud","version":"{{{version}}}"},"ports":[{"port":80}]} }
        """);

    private void Deployment(string name, string version) => Create("/apis/apps/v1/namespaces/models/deployments", $$$"""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"{{{name}}}","namespace":"models"},
         "spec":{"selector":{"matchLabels":{"app":"fraud"} },
           "template":{"metadata":{"labels":{"app":"fraud","version":"{{{version}}}","team":"risk"} },"spec":{"containers":[{"name":"m","image":"m:1"}]} } } }
        """);

    private void Create(string path, string body)
    {
        ApiResponse answer = _core.Handle(new ApiRequest("POST", path, "application/json", body));
        Assert.True(answer.Status is 200 or 201, answer.Body);
    }
}
