using System.Collections.Frozen;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Coalmine.Live.Advising;
using Coalmine.Live.Files;
using Coalmine.Live.Observing;
using Coalmine.Live.Operating;
using Coalmine.Live.Operating.Telemetry;
using Coalmine.Live.Tests.Observing;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Coalmine.Live.Tests.Advising;

/// <summary>The server over sockets: what it answers, and what it refuses.</summary>
public sealed class AdviceServerTests : IDisposable
{
    private const string Token = "correct-horse-battery";
    private const string FlaggerAsks = """{"name":"fraud","namespace":"models","phase":"Progressing","checksum":"1","metadata":{}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly FollowBench _bench = new();
    private readonly HttpClient _client = new();
    private AdviceDesk? _desk;
    private Follower? _follower;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _desk?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Argo_GetsAVerdictWithReasons_TheSameTwiceBetweenTwoLooks()
    {
        await using AdviceServer server = await StartAsync();
        Follow();
        string first = await AskAsync(server, "v1/argo/fraud?weight=10");
        int asked = _bench.Pipeline.Asked;
        Assert.Equal("pass", (string?)JsonNode.Parse(first)!["verdict"]);
        Assert.Equal("advance from 10 %: every rule of the step is met", (string?)JsonNode.Parse(first)!["reasons"]!.AsArray()[^1]);
        Assert.Equal(first, await AskAsync(server, "v1/argo/fraud?weight=10"));
        Assert.Equal(asked, _bench.Pipeline.Asked);
        Assert.Equal("inconclusive", (string?)JsonNode.Parse(await AskAsync(server, "v1/argo/fraud?weight=25"))!["verdict"]);
        Assert.Equal("inconclusive", (string?)JsonNode.Parse(await AskAsync(server, "v1/argo/fraud?revision=v1"))!["verdict"]);

        // The weight has moved a moment ago: nothing has been looked at there.
        _bench.Shift(50);
        Assert.Equal("inconclusive", (string?)JsonNode.Parse(await AskAsync(server, "v1/argo/fraud"))!["verdict"]);
    }

    [Fact]
    public async Task Flagger_GetsAStatusForEachHook_OfItsOwnCanaryOnly()
    {
        _bench.Followed.Name = "Canary models/fraud";
        await using AdviceServer server = await StartAsync();
        Follow();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(server, "v1/flagger/fraud/confirm-traffic-increase", FlaggerAsks));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(server, "v1/flagger/fraud/rollout", FlaggerAsks));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(server, "v1/flagger/fraud/rollback", FlaggerAsks));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(server, "v1/flagger/fraud/rollback", FlaggerAsks.Replace("models", "other", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(server, "v1/flagger/fraud/event", FlaggerAsks));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(server, "v1/flagger/other/rollback", FlaggerAsks));
        foreach (string broken in new[] { "", "null", "[]", "{\"name\":1,\"namespace\":\"a\"}", "{\"name\":", new string('[', 1000) })
            Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(server, "v1/flagger/fraud/rollback", broken));
        _bench.Pipeline.CanaryErrors = 0.3;
        _bench.Time.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(server, "v1/flagger/fraud/rollback", FlaggerAsks));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(server, "v1/flagger/fraud/rollout", FlaggerAsks));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer ")]
    [InlineData("Bearer correct-horse-batter")]
    [InlineData("Basic !!!")]
    [InlineData("correct-horse-battery")]
    public async Task WithoutTheToken_NothingIsAnswered(string? authorization)
    {
        await using AdviceServer server = await StartAsync(hasToken: true);
        foreach (string path in new[] { "v1/argo/fraud", "healthz", "nowhere" })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, new Uri(server.Address, path));
            if (authorization is not null)
                request.Headers.TryAddWithoutValidation("Authorization", authorization);
            using HttpResponseMessage response = await _client.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.DoesNotContain(Token, await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task WithAToken_AsBearerOrAsThePasswordOfTheAddress_ItIsAnswered_AndAnExchangedOneNotAnyMore()
    {
        await using AdviceServer server = await StartAsync(hasToken: true);
        string basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"coalmine:{Token}"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(server, new AuthenticationHeaderValue("Bearer", Token)));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(server, new AuthenticationHeaderValue("Bearer", "second")));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(server, new AuthenticationHeaderValue("Basic", basic)));
        await File.WriteAllTextAsync(Path.Combine(_folder, "token"), "another\n", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(server, new AuthenticationHeaderValue("Bearer", Token)));
        File.Delete(Path.Combine(_folder, "token"));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(server, new AuthenticationHeaderValue("Bearer", "")));
    }

    [Fact]
    public async Task LargeBodies_AreRefused_WithALengthAndWithout()
    {
        await using AdviceServer server = await StartAsync();
        string large = new('x', 20_000);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(server, "v1/flagger/fraud/rollback", large));

        // On a connection of its own: the server ends the one on which too much was sent.
        using HttpClient other = new();
        using HttpRequestMessage chunked = new(HttpMethod.Post, new Uri(server.Address, "v1/flagger/fraud/rollback")) { Content = new StringContent(large) };
        chunked.Headers.TransferEncodingChunked = true;
        using HttpResponseMessage response = await other.SendAsync(chunked, Cancel);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task ABodyThatDoesNotCome_IsCut()
    {
        await using AdviceServer server = await StartAsync(arrivesWithin: TimeSpan.FromSeconds(1.5));
        using TcpClient socket = new();
        await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port, Cancel);
        NetworkStream stream = socket.GetStream();
        string head = $"POST /v1/flagger/fraud/rollback HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{{\"na";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), Cancel);
        using StreamReader reader = new(stream);
        Task<string> answer = reader.ReadToEndAsync(Cancel);

        // The limit is 1.5 s; a minute is for machines that are busy.
        Assert.Same(answer, await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMinutes(1), Cancel)));
        Assert.StartsWith("HTTP/1.1 408", await answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyRequests_AreSlowedDown()
    {
        await using AdviceServer server = await StartAsync();
        List<HttpStatusCode> statuses = [];
        for (int i = 0; i < 60; i++)
            statuses.Add(await GetAsync(server, null));
        Assert.Equal(HttpStatusCode.OK, statuses[0]);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    [Fact]
    public async Task WithoutAToken_AWebPagesNameIsRefused()
    {
        await using AdviceServer server = await StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(server.Address, "v1/argo/fraud"));
        request.Headers.Host = "evil.example";
        using HttpResponseMessage response = await _client.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task HealthNeedsNoToken_AndMetricsCountWhatIsAnsweredAndRefused()
    {
        using FollowTelemetry telemetry = new(_bench.Time);
        telemetry.Watch("fraud").Standing = () => _follower!.Standing;
        await using AdviceServer server = await StartAsync(hasToken: true, shown: telemetry);
        Follow();
        using HttpResponseMessage health = await _client.GetAsync(new Uri(server.Address, "healthz"), Cancel);
        using HttpResponseMessage refused = await _client.GetAsync(new Uri(server.Address, "metrics"), Cancel);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (health.StatusCode, refused.StatusCode));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(server, new AuthenticationHeaderValue("Bearer", Token)));
        string text = telemetry.Write();
        Assert.Contains("coalmine_advice_answers_total{rollout=\"fraud\",verdict=\"pass\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("coalmine_advice_refusals_total{reason=\"token\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("coalmine_follow_open{rollout=\"fraud\"} 1\n", text, StringComparison.Ordinal);
    }

    private async Task<AdviceServer> StartAsync(bool hasToken = false, TimeSpan? arrivesWithin = null, FollowTelemetry? shown = null)
    {
        string file = hasToken ? Path.Combine(_folder, "token") : "";
        if (hasToken)
            await File.WriteAllTextAsync(file, $"{Token}\nsecond\n", Cancel);
        Follower follower = new(_bench.World, _bench);
        _follower = follower;
        _desk = new AdviceDesk(follower, _bench.Time);
        AdviceHost host = new(new PortSettings(IPAddress.Loopback, 0, file), new Dictionary<string, AdviceDesk> { ["fraud"] = _desk }.ToFrozenDictionary())
        {
            RequestsPerSecond = 1,
            Burst = 15,
            ArrivesWithin = arrivesWithin ?? TimeSpan.FromSeconds(30),
            Beside = shown is null
                ? app => app.MapGet("/healthz", () => "ok")
                : new OperatingAnswers(new PortSettings(IPAddress.Loopback, 0, file), shown, _bench.Time).Map,
            OpenPaths = shown is null ? FrozenSet<string>.Empty : FrozenSet.Create("/healthz", "/readyz"),
            Telemetry = shown is null ? null : new AdviceTelemetry(shown, ["fraud"]),
        };
        return await AdviceServer.StartAsync(host, Cancel);
    }

    private void Follow()
    {
        _bench.Shift(10);
        _ = _follower!.FollowAllAsync(CancellationToken.None);
        _bench.Time.Pass(TimeSpan.FromMinutes(20));
    }

    private async Task<string> AskAsync(AdviceServer server, string path) => await _client.GetStringAsync(new Uri(server.Address, path), Cancel);

    private async Task<HttpStatusCode> PostAsync(AdviceServer server, string path, string body)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _client.PostAsync(new Uri(server.Address, path), content, Cancel);
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> GetAsync(AdviceServer server, AuthenticationHeaderValue? authorization)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(server.Address, "v1/argo/fraud"));
        request.Headers.Authorization = authorization;
        using HttpResponseMessage response = await _client.SendAsync(request, Cancel);
        return response.StatusCode;
    }
}
