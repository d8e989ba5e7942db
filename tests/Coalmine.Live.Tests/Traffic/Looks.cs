using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Tests.Kubernetes;
using Coalmine.Live.Traffic;
using Xunit;

namespace Coalmine.Live.Tests.Traffic;

/// <summary>Makes views of hand-written objects, and carries out what is planned on them.</summary>
internal static class Looks
{
    /// <summary>Seldon's example of the reference: 90 and 10, available, routed.</summary>
    public const string Seldon = """
        {"metadata":{"name":"fraud","resourceVersion":"7"},
         "spec":{"predictors":[
           {"name":"main","traffic":90,"replicas":3,"graph":{"name":"classifier","modelUri":"gs://m/1"},"annotations":{"version":"v1"},"labels":{"team":"a"}},
           {"name":"canary","traffic":10,"replicas":1,"graph":{"name":"classifier","modelUri":"gs://m/2"},"annotations":{"version":"v2"}}]},
         "status":{"state":"Available","deploymentStatus":{
           "fraud-main-0-classifier":{"replicas":3,"availableReplicas":3},"fraud-canary-0-classifier":{"replicas":1,"availableReplicas":1}}}}
        """;

    /// <summary>Its VirtualService.</summary>
    public const string SeldonRoutes = """
        {"spec":{"http":[
          {"route":[{"destination":{"host":"fraud-main","subset":"main"},"weight":90},{"destination":{"host":"fraud-canary","subset":"canary"},"weight":10}]},
          {"route":[{"destination":{"host":"fraud-main","subset":"main"},"weight":90},{"destination":{"host":"fraud-canary","subset":"canary"},"weight":10}]}]}}
        """;

    /// <summary>The target of <see cref="Seldon"/>.</summary>
    public static TrafficTarget SeldonTarget => new()
    {
        Platform = ServingPlatform.SeldonV1,
        Namespace = "shop",
        Name = "fraud",
        Baseline = "main",
        Canary = "canary",
    };

    /// <summary>A view of objects, the target first, that have stood for so many seconds.</summary>
    public static ClusterView View(string target, double seconds = 0, params (ClusterResource On, string? Json)[] related) => new(
        Object(target),
        related.ToDictionary(one => one.On, one => one.Json is null
            ? new ClusterAnswer.Forbidden("user x cannot get it")
            : (ClusterAnswer)new ClusterAnswer.Ok(Object(one.Json), [])),
        TimeSpan.FromSeconds(seconds));

    /// <summary>An object of the namespace.</summary>
    public static ClusterResource On(ResourceKind kind, string name) => new(kind, "shop", name);

    /// <summary>An object.</summary>
    public static JsonObject Object(string json) => (JsonObject)JsonNode.Parse(json)!;

    /// <summary>Seldon's view with its routes.</summary>
    public static ClusterView SeldonView(Func<string, string>? change = null, string? routes = SeldonRoutes) =>
        View((change ?? (text => text))(Seldon), 0, (On(ResourceKinds.VirtualService, "fraud"), routes));

    /// <summary>What would be sent for an aim: the lines of the difference without the marks. The plan is checked for flaws, and carried out on the object.</summary>
    public static (JsonObject Made, string[] Lines, bool IsLast) Change(TrafficTarget target, ClusterView view, TrafficAim aim)
    {
        TrafficPlatform platform = TrafficPlatform.Of(target);
        TrafficEdit.Change change = Assert.IsType<TrafficEdit.Change>(platform.Plan(view, aim, "r1"));
        if (change.On == platform.Resource)
            Assert.Equal("", platform.Flaw(change.Found, change.Wanted));
        JsonDifference difference = JsonDifference.Between(change.Found, change.Wanted);
        JsonObject made = TinyServer.Apply(change.Found, difference.Operations);
        Assert.True(JsonNode.DeepEquals(made, change.Wanted));
        return (made, [.. difference.Lines.Where(line => !ChangeMarks.IsMark(line))], change.IsLast);
    }

    /// <summary>Why an aim cannot be reached.</summary>
    public static string Impossible(TrafficTarget target, ClusterView view, TrafficAim aim) =>
        Assert.IsType<TrafficEdit.Impossible>(TrafficPlatform.Of(target).Plan(view, aim, "r1")).Text;

    /// <summary>Makes sure that nothing needs to be done.</summary>
    public static void Nothing(TrafficTarget target, ClusterView view, TrafficAim aim) =>
        Assert.IsType<TrafficEdit.Nothing>(TrafficPlatform.Of(target).Plan(view, aim, "r1"));
}
