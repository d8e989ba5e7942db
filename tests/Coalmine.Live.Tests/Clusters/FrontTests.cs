using System.Net;
using System.Text.Json;
using Coalmine.Testing.Clusters.Fronts;
using Coalmine.Testing.Clusters.Server;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Xunit;

namespace Coalmine.Live.Tests.Clusters;

/// <summary>The official client against the fake server, by a socket with TLS and in process; and what can go wrong on the way.</summary>
public sealed class FrontTests
{
    private const string Group = "machinelearning.seldon.io";
    private const string Plural = "seldondeployments";

    private readonly Server _server = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OfficialClient_ReadsPatchesAndWatches(bool isInProcess)
    {
        await using ApiServerListener? listener = isInProcess ? null : await ApiServerListener.StartAsync(_server.Core, cancellation: TestContext.Current.CancellationToken);
        using k8s.Kubernetes client = isInProcess ? InProcess() : await ByKubeconfigAsync(listener!);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        JsonElement read = (JsonElement)await client.CustomObjects.GetNamespacedCustomObjectAsync(Group, "v1", "ml", Plural, "fraud", cancellation);
        string version = read.GetProperty("metadata").GetProperty("resourceVersion").GetString()!;
        string patch = $$"""[{"op":"replace","path":"/metadata/resourceVersion","value":"{{version}}"},{"op":"replace","path":"/spec/predictors/0/traffic","value":75}]""";
        V1Patch guarded = new(patch, V1Patch.PatchType.JsonPatch);
        JsonElement patched = (JsonElement)await client.CustomObjects.PatchNamespacedCustomObjectAsync(guarded, Group, "v1", "ml", Plural, "fraud", cancellationToken: cancellation);
        Assert.Equal(2, patched.GetProperty("metadata").GetProperty("generation").GetInt32());
        HttpOperationException conflict = await Assert.ThrowsAsync<HttpOperationException>(() =>
            client.CustomObjects.PatchNamespacedCustomObjectAsync(guarded, Group, "v1", "ml", Plural, "fraud", cancellationToken: cancellation));
        Assert.Equal(HttpStatusCode.Conflict, conflict.Response.StatusCode);
        // A whole second would be written without microseconds, which the server refuses.
        V1LeaseSpec spec = new() { HolderIdentity = "a", RenewTime = DateTime.UnixEpoch.AddMicroseconds(1) };
        V1Lease lease = await client.CoordinationV1.CreateNamespacedLeaseAsync(
            new V1Lease { Metadata = new V1ObjectMeta { Name = "l" }, Spec = spec }, "ml", cancellationToken: cancellation);
        Assert.Equal("a", lease.Spec.HolderIdentity);
        await foreach ((WatchEventType type, object item) in client.CustomObjects.WatchListNamespacedCustomObjectAsync(Group, "v1", "ml", Plural, cancellationToken: cancellation))
        {
            Assert.Equal(WatchEventType.Added, type);
            Assert.Contains("\"traffic\":75", ((JsonElement)item).GetRawText(), StringComparison.Ordinal);
            break;
        }
    }

    [Fact]
    public async Task Watch_InProcess_ComesWithTheWrite_AndEndsWithTheClock()
    {
        using HttpClient client = Client(null);
        using StreamReader lines = new(await client.GetStreamAsync(Server.Collection + "?watch=1&timeoutSeconds=60", TestContext.Current.CancellationToken));
        Assert.Contains("ADDED", await lines.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        ValueTask<string?> next = lines.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.False(next.IsCompleted);
        _ = _server.Patch(Server.Fraud, Server.MergePatchType, """{"spec":{"replicas":2}}""");
        Assert.Contains("MODIFIED", await next, StringComparison.Ordinal);
        _server.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Null(await lines.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task TimeOut_BeforeOrAfterTheWrite_LeavesTheObjectAccordingly(bool afterWrite, int generation)
    {
        using HttpClient client = Client(_ => new Fault.TimesOut(afterWrite));
        await Assert.ThrowsAsync<TaskCanceledException>(() => PatchAsync(client));
        Assert.Equal(generation, _server.Object()["metadata"]!["generation"]!.GetValue<int>());
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task BrokenConnection_BySocket_LeavesTheObjectAccordingly(bool afterWrite, int generation)
    {
        await using ApiServerListener listener = await ApiServerListener.StartAsync(_server.Core, false, _ => new Fault.Breaks(afterWrite), TestContext.Current.CancellationToken);
        using HttpClient client = new() { BaseAddress = new Uri(listener.Address) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", AccessRules.AdminToken);
        await Assert.ThrowsAsync<HttpRequestException>(() => PatchAsync(client));
        Assert.Equal(generation, _server.Object()["metadata"]!["generation"]!.GetValue<int>());
    }

    [Fact]
    public async Task TooManyRequests_SaysWhenToComeAgain()
    {
        using HttpClient client = Client(_ => Fault.TooManyRequests(7));
        HttpResponseMessage answer = await PatchAsync(client);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), answer.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task OldRead_ShowsTheStateBefore()
    {
        _ = _server.Patch(Server.Fraud, Server.MergePatchType, """{"spec":{"replicas":2}}""");
        using HttpClient client = Client(_ => new Fault.ReadsOld(1));
        string old = await client.GetStringAsync(Server.Fraud, TestContext.Current.CancellationToken);
        Assert.Contains("\"generation\":1,", old, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_OfOneSeed_IsAlwaysTheSame_AndNeverWhereItIsOff()
    {
        static string Draw(ulong seed, bool isOn)
        {
            FaultPlan plan = new(seed) { TooMany = 0.2, TimesOutAfter = 0.2, ReadsOld = 0.2, IsOn = isOn };
            return string.Join(' ', Enumerable.Range(0, 50).Select(_ => plan.Next(new ApiRequest("GET", "/x"))?.GetType().Name ?? "-"));
        }

        Assert.Equal(Draw(1, true), Draw(1, true));
        Assert.NotEqual(Draw(1, true), Draw(2, true));
        Assert.DoesNotContain("s", Draw(1, false), StringComparison.Ordinal);
    }

    private HttpClient Client(Func<ApiRequest, Fault?>? faults)
    {
        HttpClient client = new(new ApiServerHandler(_server.Core, faults)) { BaseAddress = new Uri("http://fake") };
        client.DefaultRequestHeaders.Authorization = new("Bearer", AccessRules.AdminToken);
        return client;
    }

    private static Task<HttpResponseMessage> PatchAsync(HttpClient client) => client.PatchAsync(
        new Uri(Server.Fraud, UriKind.Relative), new StringContent("""{"spec":{"replicas":2}}""", null, Server.MergePatchType), TestContext.Current.CancellationToken);

    private k8s.Kubernetes InProcess() => new(
        new KubernetesClientConfiguration { Host = "http://fake", AccessToken = AccessRules.AdminToken }, new InProcessHandler(new ApiServerHandler(_server.Core)));

    private static async Task<k8s.Kubernetes> ByKubeconfigAsync(ApiServerListener listener)
    {
        string file = await listener.WriteKubeconfigAsync(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), cancellation: TestContext.Current.CancellationToken);
        try
        {
            return new k8s.Kubernetes(await KubernetesClientConfiguration.BuildConfigFromConfigFileAsync(new FileInfo(file)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The client puts its own handler at the end of the chain; this one answers before.</summary>
    private sealed class InProcessHandler(HttpMessageHandler server) : DelegatingHandler
    {
        private readonly HttpMessageInvoker _invoker = new(server);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _invoker.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            _invoker.Dispose();
            base.Dispose(disposing);
        }
    }
}
