using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Server;
using Xunit;

namespace Coalmine.Live.Tests.Clusters;

/// <summary>Section 1.5 of the serving platforms' reference: paths, lists, watches; and section 9: leases, events, permissions.</summary>
public sealed class ReadingTests
{
    private readonly Server _server = new();

    [Fact]
    public void UnknownPath_IsNoStatus_AndUnknownObjectIs()
    {
        Assert.Equal("404 page not found\n", _server.Get("/apis/nosuch.example/v1").Body);
        Assert.Equal("404 page not found\n", _server.Get("/apis/serving.kserve.io/v1beta1/namespaces/ml/nosuch").Body);
        Assert.Equal("NotFound", Server.Reason(_server.Get(Server.Collection + "/other")));
        _server.Core.Kinds.UninstallGroup("serving.kserve.io");
        Assert.Equal("text/plain; charset=utf-8", _server.Get("/apis/serving.kserve.io/v1beta1/namespaces/ml/inferenceservices/m").ContentType);
    }

    [Fact]
    public void Pages_OfAList_GoOnWhereTheLastEnded()
    {
        _ = _server.Post(Server.Collection, Server.Manifest.Replace("\"fraud\"", "\"second\"", StringComparison.Ordinal));
        JsonNode first = Server.Body(_server.Get(Server.Collection + "?limit=1"));
        Assert.Equal(1, first["metadata"]!["remainingItemCount"]!.GetValue<int>());
        JsonNode second = Server.Body(_server.Get($"{Server.Collection}?limit=1&continue={first["metadata"]!["continue"]}"));
        Assert.Equal("second", second["items"]![0]!["metadata"]!["name"]!.ToString());
        Assert.Equal("", second["metadata"]!["continue"]!.ToString());
    }

    [Theory]
    [InlineData("labelSelector=a%3Db", 1)]
    [InlineData("labelSelector=a!%3Db", 0)]
    [InlineData("labelSelector=a%20in%20(c,b)", 1)]
    [InlineData("labelSelector=a,!z", 1)]
    [InlineData("labelSelector=z", 0)]
    [InlineData("fieldSelector=metadata.name%3Dfraud", 1)]
    [InlineData("fieldSelector=metadata.name%3Dother", 0)]
    public void Selectors_Select(string query, int count)
    {
        _ = _server.Patch(Server.Fraud, Server.MergePatchType, """{"metadata":{"labels":{"a":"b"}}}""");
        Assert.Equal(count, Server.Body(_server.Get($"{Server.Collection}?{query}"))["items"]!.AsArray().Count);
    }

    [Fact]
    public void Watch_TellsWhatIsThere_ThenWhatHappens_AndEnds()
    {
        WatchSubscription watch = _server.Get(Server.Collection + "?watch=1&timeoutSeconds=60").Watch!;
        Assert.StartsWith("{\"type\":\"ADDED\"", watch.TryNext());
        Assert.Null(watch.TryNext());
        _ = _server.Patch(Server.Fraud, Server.MergePatchType, """{"spec":{"replicas":2}}""");
        Assert.StartsWith("{\"type\":\"MODIFIED\"", watch.TryNext());
        _ = _server.Core.Handle(new ApiRequest("DELETE", Server.Fraud));
        Assert.StartsWith("{\"type\":\"DELETED\"", watch.TryNext());
        Assert.False(watch.IsOver);
        _server.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.True(watch.IsOver);
    }

    [Fact]
    public void Watch_FromAForgottenVersion_HasExpired()
    {
        ApiResponse answer = _server.Get(Server.Collection + "?watch=1&resourceVersion=1");
        Assert.Equal(200, answer.Status);
        JsonNode line = JsonNode.Parse(answer.Watch!.TryNext()!)!;
        Assert.Equal("ERROR", line["type"]!.ToString());
        Assert.Equal((410, "Expired"), (line["object"]!["code"]!.GetValue<int>(), line["object"]!["reason"]!.ToString()));
        Assert.True(answer.Watch.IsOver);
    }

    [Fact]
    public void Watch_WithBookmarks_TellsTheVersionNowAndThen()
    {
        WatchSubscription watch = _server.Get($"{Server.Collection}?watch=1&allowWatchBookmarks=true&resourceVersion={_server.Core.Version}").Watch!;
        Assert.Null(watch.TryNext());
        _server.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.StartsWith("{\"type\":\"BOOKMARK\"", watch.TryNext());
    }

    [Fact]
    public void Lease_WithoutMicroseconds_IsRefused()
    {
        const string Leases = "/apis/coordination.k8s.io/v1/namespaces/ml/leases";
        string lease = """{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"a"},"spec":{"holderIdentity":"x","renewTime":"2026-01-01T00:00:00Z"}}""";
        ApiResponse refused = _server.Post(Leases, lease);
        Assert.Equal((400, "BadRequest"), (refused.Status, Server.Reason(refused)));
        Assert.Contains("cannot parse \"Z\" as \".000000\"", Server.Message(refused));
        Assert.Equal(201, _server.Post(Leases, lease.Replace("00Z", "00.000000Z", StringComparison.Ordinal)).Status);
    }

    [Fact]
    public void Event_IsNamedByTheServer()
    {
        ApiResponse answer = _server.Post("/api/v1/namespaces/ml/events",
            """{"metadata":{"generateName":"fraud-"},"involvedObject":{"name":"fraud","namespace":"ml"},"reason":"Shifted","type":"Normal","message":"m"}""");
        Assert.Equal(201, answer.Status);
        Assert.Equal(422, _server.Post("/api/v1/namespaces/ml/events", """{"metadata":{"name":"e"},"involvedObject":{"name":"fraud"},"reason":"Shifted"}""").Status);
        Assert.Matches("^fraud-[a-z0-9]{5}$", Server.Body(answer)["metadata"]!["name"]!.ToString());
    }

    [Fact]
    public void Owners_OfACompiledType_OwnNoStructs()
    {
        ApiResponse answer = _server.Post("/api/v1/namespaces/ml/configmaps", """{"metadata":{"name":"c","labels":{"a":"b"}},"data":{"x":"1"}}""");
        Assert.Equal("""{"f:data":{".":{},"f:x":{}},"f:metadata":{"f:labels":{".":{},"f:a":{}}}}""", Server.Body(answer)["metadata"]!["managedFields"]![0]!["fieldsV1"]!.ToJsonString());
        answer = _server.Post("/apis/coordination.k8s.io/v1/namespaces/ml/leases", """{"metadata":{"name":"l"},"spec":{"holderIdentity":"x"}}""");
        Assert.Equal("""{"f:spec":{"f:holderIdentity":{}}}""", Server.Body(answer)["metadata"]!["managedFields"]![0]!["fieldsV1"]!.ToJsonString());
    }

    [Theory]
    [InlineData(AccessRules.AdminToken, "patch", true)]
    [InlineData(AccessRules.ViewerToken, "patch", false)]
    [InlineData(AccessRules.ViewerToken, "get", true)]
    public void AccessReview_SaysWhoMay(string token, string verb, bool allowed)
    {
        string review = $$$"""{"spec":{"resourceAttributes":{"namespace":"ml","verb":"{{{verb}}}","group":"machinelearning.seldon.io","resource":"seldondeployments"} } }""";
        ApiResponse answer = _server.Core.Handle(new ApiRequest("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", "application/json", review) { Token = token });
        Assert.Equal(201, answer.Status);
        Assert.Equal(allowed, Server.Body(answer)["status"]!["allowed"]!.GetValue<bool>());
    }

    [Fact]
    public void Refusals_NameUserVerbAndPlace()
    {
        ApiResponse forbidden = _server.Core.Handle(new ApiRequest("PATCH", Server.Fraud, Server.MergePatchType, "{}") { Token = AccessRules.ViewerToken });
        Assert.Equal("seldondeployments.machinelearning.seldon.io \"fraud\" is forbidden: User \"viewer\" cannot patch resource \"seldondeployments\" in API group "
            + "\"machinelearning.seldon.io\" in the namespace \"ml\"", Server.Message(forbidden));
        Assert.Equal(401, _server.Core.Handle(new ApiRequest("GET", Server.Fraud) { Token = "planted" }).Status);
    }

    [Fact]
    public void MapInPlaceOfTheCanaryList_IsRefused_AndPrunedInSilenceBefore()
    {
        const string Path = "/apis/serving.kserve.io/v1beta1/namespaces/ml/inferenceservices";
        const string Manifest = """{"metadata":{"name":"m"},"spec":{"predictor":{"minReplicas":1},"canary":{"canaryTrafficPercent":10}}}""";
        ApiResponse now = _server.Post(Path, Manifest);
        Assert.Equal(422, now.Status);
        Assert.Contains("spec.canary in body must be of type array: \"object\"", Server.Message(now));
        _server.Core.Kinds.Install(Coalmine.Testing.Clusters.Kinds.KServeKinds.InferenceService(false));
        Assert.Null(Server.Body(_server.Post(Path, Manifest))["spec"]!["canary"]);
    }

    [Fact]
    public void HttpRoute_GetsTheDefaultsOfItsDefinition_AndItsBounds()
    {
        const string Path = "/apis/gateway.networking.k8s.io/v1/namespaces/ml/httproutes";
        const string Manifest = """{"metadata":{"name":"r"},"spec":{"rules":[{"backendRefs":[{"name":"a","port":80}]}]}}""";
        Assert.Equal(1, Server.Body(_server.Post(Path, Manifest))["spec"]!["rules"]![0]!["backendRefs"]![0]!["weight"]!.GetValue<int>());
        Assert.Equal(422, _server.Patch(Path + "/r", Server.JsonPatchType, """[{"op":"replace","path":"/spec/rules/0/backendRefs/0/weight","value":1000001}]""").Status);
    }
}
