using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Coalmine.Live.Tests.Kubernetes;

public sealed class ClusterClientTests : IDisposable
{
    private static readonly ClusterResource Thing = new(ResourceKinds.SeldonDeployment, "shop", "fraud");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));
    private readonly TinyServer _server = new();

    public void Dispose() => _server.Dispose();

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    // Status codes and reasons of sections 1.2, 1.5 and 1.6 of the reference on serving platforms.
    [Theory]
    [InlineData(404, "NotFound", typeof(ClusterAnswer.NotFound))]
    [InlineData(409, "Conflict", typeof(ClusterAnswer.Conflict))]
    [InlineData(409, "AlreadyExists", typeof(ClusterAnswer.AlreadyExists))]
    [InlineData(401, "Unauthorized", typeof(ClusterAnswer.Unauthorised))]
    [InlineData(403, "Forbidden", typeof(ClusterAnswer.Forbidden))]
    [InlineData(410, "Expired", typeof(ClusterAnswer.Expired))]
    [InlineData(400, "BadRequest", typeof(ClusterAnswer.Invalid))]
    [InlineData(422, "Invalid", typeof(ClusterAnswer.Invalid))]
    [InlineData(415, "UnsupportedMediaType", typeof(ClusterAnswer.Unsupported))]
    [InlineData(405, "MethodNotAllowed", typeof(ClusterAnswer.Unsupported))]
    [InlineData(302, "", typeof(ClusterAnswer.Unsupported))]
    [InlineData(429, "TooManyRequests", typeof(ClusterAnswer.TooManyRequests))]
    [InlineData(500, "InternalError", typeof(ClusterAnswer.Unavailable))]
    [InlineData(503, "ServiceUnavailable", typeof(ClusterAnswer.Unavailable))]
    [InlineData(504, "Timeout", typeof(ClusterAnswer.Unavailable))]
    public async Task ARefusal_IsToldByItsCodeAndReason_InTheServersWords(int code, string reason, Type expected)
    {
        _server.Instead = (_, _) => TinyServer.Refusal((HttpStatusCode)code, reason, "the server's words");
        using ClusterClient client = _server.Client(_time);
        ClusterAnswer answer = await client.GetAsync(Thing, Now);
        Assert.IsType(expected, answer);
        Assert.Equal("the server's words", answer.Text);
    }

    [Fact]
    public async Task AKindThatIsNotInstalled_IsNotAnObjectThatIsMissing()
    {
        using ClusterClient client = _server.Client(_time);
        Assert.IsType<ClusterAnswer.KindMissing>(await client.GetAsync(Thing, Now));
        _server.Know(ResourceKinds.SeldonDeployment);
        Assert.IsType<ClusterAnswer.NotFound>(await client.GetAsync(Thing, Now));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AServerError_AfterAWrite_MayHaveBeenApplied(bool isWrite)
    {
        _server.Instead = (_, _) => TinyServer.Refusal(HttpStatusCode.GatewayTimeout, "Timeout", "late");
        using ClusterClient client = _server.Client(_time);
        ClusterAnswer answer = isWrite
            ? await client.PatchAsync(Thing, new ClusterPatch(PatchForm.Json, new JsonArray()), Now)
            : await client.GetAsync(Thing, Now);
        Assert.Equal(isWrite, Assert.IsType<ClusterAnswer.Unavailable>(answer).MayBeApplied);
    }

    [Fact]
    public async Task TooManyRequests_BringsTheWaitThatIsAskedFor()
    {
        _server.Instead = (_, number) =>
        {
            HttpResponseMessage answer = TinyServer.Refusal(HttpStatusCode.TooManyRequests, "TooManyRequests", "slow down");
            answer.Headers.RetryAfter = number == 1 ? new RetryConditionHeaderValue(TimeSpan.FromSeconds(7)) : new RetryConditionHeaderValue(_time.GetUtcNow().AddSeconds(3));
            return answer;
        };
        using ClusterClient client = _server.Client(_time);
        Assert.Equal(TimeSpan.FromSeconds(7), Assert.IsType<ClusterAnswer.TooManyRequests>(await client.GetAsync(Thing, Now)).After);
        Assert.Equal(TimeSpan.FromSeconds(3), Assert.IsType<ClusterAnswer.TooManyRequests>(await client.GetAsync(Thing, Now)).After);
    }

    [Fact]
    public async Task AnInvalidObject_IsToldWithItsCauses()
    {
        JsonArray causes = [new JsonObject { ["field"] = "spec.predictors", ["message"] = "must be an array" }];
        _server.Instead = (_, _) => TinyServer.Refusal(HttpStatusCode.UnprocessableEntity, "Invalid", "is invalid", new JsonObject { ["causes"] = causes.DeepClone() });
        using ClusterClient client = _server.Client(_time);
        Assert.Equal(["spec.predictors: must be an array"], Assert.IsType<ClusterAnswer.Invalid>(await client.GetAsync(Thing, Now)).Causes);
    }

    [Fact]
    public async Task AServerThatDoesNotAnswer_IsGivenUp_ByTheClockGiven()
    {
        using ClusterClient client = new(ClusterConnection.Of(new k8s.KubernetesClientConfiguration { Host = "https://cluster.test" }), _time, new SilentServer(),
            TimeSpan.FromSeconds(5));
        Task<ClusterAnswer> asked = client.GetAsync(Thing, Now).AsTask();
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(asked.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("The API server did not answer within 5 s.", Assert.IsType<ClusterAnswer.Unavailable>(await asked).Text);
    }

    [Fact]
    public async Task ACallerWhoGivesUp_IsAnsweredByCancellation()
    {
        using ClusterClient client = new(ClusterConnection.Of(new k8s.KubernetesClientConfiguration { Host = "https://cluster.test" }), _time, new SilentServer());
        using CancellationTokenSource source = new();
        Task<ClusterAnswer> asked = client.GetAsync(Thing, source.Token).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task AList_IsReadToItsLastPage()
    {
        _server.Instead = (request, number) => TinyServer.Answer(HttpStatusCode.OK, new JsonObject
        {
            ["metadata"] = new JsonObject { ["continue"] = number == 1 ? "a&b" : "" },
            ["items"] = new JsonArray { request.RequestUri!.Query.Contains("continue=a%26b", StringComparison.Ordinal) ? "second" : "first" },
        });
        using ClusterClient client = _server.Client(_time);
        ClusterAnswer.Ok all = Assert.IsType<ClusterAnswer.Ok>(await client.ListAsync(ResourceKinds.Pod, "shop", "app=fraud", Now));
        Assert.Equal("""["first","second"]""", all.Body["items"]!.ToJsonString());
        Assert.StartsWith("/api/v1/namespaces/shop/pods?limit=500&labelSelector=app%3Dfraud", _server.Requests[0].Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAnswerThatIsTooLarge_IsNotTaken()
    {
        _server.Instead = (_, _) => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(new byte[(64 << 20) + 1]) };
        using ClusterClient client = _server.Client(_time);
        Assert.Contains("64 MiB", Assert.IsType<ClusterAnswer.Unsupported>(await client.GetAsync(Thing, Now)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAnswerThatIsNoObject_IsNoApiServers()
    {
        _server.Instead = (_, _) => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>sign in</html>") };
        using ClusterClient client = _server.Client(_time);
        Assert.Contains("no API server", Assert.IsType<ClusterAnswer.Unsupported>(await client.GetAsync(Thing, Now)).Text, StringComparison.Ordinal);
    }

    private sealed class SilentServer : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            TaskCompletionSource<HttpResponseMessage> never = new();
            await using CancellationTokenRegistration gone = cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
            return await never.Task;
        }
    }
}
