using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Traffic;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Conformance.Hostile;

/// <summary>A VirtualService or an HTTPRoute with two routes, and the Deployments of both arms.</summary>
internal sealed class SteeredRoutes(bool isIstio) : SteeredObject
{
    private const string Deployments = "/apis/apps/v1/namespaces/ml/deployments";

    /// <inheritdoc/>
    public override TrafficTarget Target => new()
    {
        Platform = isIstio ? ServingPlatform.Istio : ServingPlatform.GatewayApi,
        Namespace = Namespace,
        Name = Name,
        Baseline = "v1",
        Canary = "v2",
        BaselineWorkload = "v1",
        CanaryWorkload = "v2",
        Settle = TimeSpan.FromSeconds(4),
    };

    /// <inheritdoc/>
    public override ResourceKind Kind => isIstio ? ResourceKinds.VirtualService : ResourceKinds.HttpRoute;

    /// <inheritdoc/>
    public override ImmutableArray<(string Collection, string Json)> Manifests =>
    [
        (Deployments, Deployment("v1", "gs://v1", 3)),
        (Deployments, Deployment("v2", "gs://v2", 1)),
        (Kind.PathOf(Namespace), isIstio
            ? """
              {"apiVersion":"networking.istio.io/v1beta1","kind":"VirtualService","metadata":{"name":"fraud","namespace":"ml"},
               "spec":{"hosts":["fraud"],"http":[
                 {"name":"a","route":[{"destination":{"host":"v1"},"weight":100},{"destination":{"host":"v2"},"weight":0}]},
                 {"name":"b","route":[{"destination":{"host":"v1"},"weight":100},{"destination":{"host":"v2"},"weight":0}]}]}}
              """
            : """
              {"apiVersion":"gateway.networking.k8s.io/v1","kind":"HTTPRoute","metadata":{"name":"fraud","namespace":"ml"},
               "spec":{"parentRefs":[{"name":"gw"}],"rules":[
                 {"backendRefs":[{"name":"v1","port":80,"weight":100},{"name":"v2","port":80,"weight":0}]},
                 {"backendRefs":[{"name":"v1","port":80,"weight":100},{"name":"v2","port":80,"weight":0}]}]}}
              """),
    ];

    /// <inheritdoc/>
    public override int? WeightOf(JsonObject found)
    {
        int? weight = null;
        foreach (JsonObject[] route in RoutesOf(found))
        {
            int canary = Number(route[1]["weight"]);
            if (route.Sum(one => Number(one["weight"])) != 100 || canary is < 0 or > 100 || (weight is { } other && other != canary))
                return null;
            weight = canary;
        }

        return weight;
    }

    /// <inheritdoc/>
    public override void Edit(JsonObject found, int weight)
    {
        foreach (JsonObject[] route in RoutesOf(found))
            (route[0]["weight"], route[1]["weight"]) = (100 - weight, weight);
    }

    /// <inheritdoc/>
    public override bool HasCanary(JsonObject found) => true;

    /// <inheritdoc/>
    public override string BaselineModel(JsonObject found, ApiServerCore core) =>
        Objects(core.Find("apps", "deployments", Namespace, "v1")?["spec"]?["template"]?["spec"]?["containers"]).First()["image"]!.ToString();

    private JsonObject[][] RoutesOf(JsonObject found) => isIstio
        ? [.. Objects(found["spec"]!["http"]).Select(one => Objects(one["route"]).ToArray())]
        : [.. Objects(found["spec"]!["rules"]).Select(one => Objects(one["backendRefs"]).ToArray())];

    private static string Deployment(string name, string model, int replicas) => $$$"""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"{{{name}}}","namespace":"ml"},
         "spec":{"replicas":{{{replicas}}},"selector":{"matchLabels":{"app":"{{{name}}}"}},
                 "template":{"metadata":{"labels":{"app":"{{{name}}}"}},"spec":{"containers":[{"name":"m","image":"{{{model}}}"} ] } } } }
        """;
}
