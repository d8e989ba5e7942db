using System.Net;
using System.Net.Http.Headers;
using Coalmine.Live.Driving;
using Coalmine.Live.Files;
using Coalmine.Live.Operating;
using Coalmine.Live.Operating.Telemetry;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Coalmine.Live.Tests.Operating;

/// <summary>The port over real sockets of loopback.</summary>
public sealed class OperatingPortTests : IDisposable
{
    private const string Token = "planted-port-token";
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));
    private readonly LiveTelemetry _telemetry;
    private readonly string _file = Path.GetTempFileName();

    public OperatingPortTests()
    {
        _telemetry = new LiveTelemetry("fraud", _time);
        File.WriteAllText(_file, Token + "\n");
    }

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _telemetry.Dispose();
        File.Delete(_file);
    }

    [Theory]
    [InlineData("/healthz", "", HttpStatusCode.OK)]
    [InlineData("/readyz", "", HttpStatusCode.OK)]
    [InlineData("/metrics", "", HttpStatusCode.Unauthorized)]
    [InlineData("/status", "", HttpStatusCode.Unauthorized)]
    [InlineData("/metrics", "planted-port-toke", HttpStatusCode.Unauthorized)]
    [InlineData("/metrics", "planted-port-token2", HttpStatusCode.Unauthorized)]
    [InlineData("/metrics", Token, HttpStatusCode.OK)]
    [InlineData("/status", Token, HttpStatusCode.OK)]
    [InlineData("/elsewhere", Token, HttpStatusCode.NotFound)]
    public async Task WithAToken_OnlyProbesNeedNone(string path, string token, HttpStatusCode expected)
    {
        await using OperatingPort port = await StartAsync(_file);
        using HttpResponseMessage answer = await AskAsync(port, HttpMethod.Get, path, token);
        Assert.Equal(expected, answer.StatusCode);
        Assert.DoesNotContain(Token, await answer.Content.ReadAsStringAsync(Now), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATokenFileThatIsGone_OrEmpty_LetsNobodyIn()
    {
        await using OperatingPort port = await StartAsync(_file);
        File.WriteAllText(_file, "");
        using HttpResponseMessage empty = await AskAsync(port, HttpMethod.Get, "/metrics", "");
        File.Delete(_file);
        using HttpResponseMessage gone = await AskAsync(port, HttpMethod.Get, "/metrics", Token);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (empty.StatusCode, gone.StatusCode));
    }

    [Fact]
    public async Task NothingCanBeSent()
    {
        await using OperatingPort port = await StartAsync("");
        using HttpResponseMessage post = await AskAsync(port, HttpMethod.Post, "/metrics", "");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
    }

    [Fact]
    public async Task HeadersWithoutAnEnd_AreNotTaken()
    {
        await using OperatingPort port = await StartAsync("");
        using HttpClient client = new();
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(port.Address, "/healthz"));
        request.Headers.Add("X-Long", new string('x', 17 << 10));
        using HttpResponseMessage answer = await client.SendAsync(request, Now);
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, answer.StatusCode);
    }

    /// <summary>A page in a browser of the same machine, whose name was made to point to loopback, bears that name as host.</summary>
    [Theory]
    [InlineData("evil.example", HttpStatusCode.Unauthorized)]
    [InlineData("localhost", HttpStatusCode.OK)]
    public async Task OnLoopback_AnotherNameIsNotAnswered(string host, HttpStatusCode expected)
    {
        await using OperatingPort port = await StartAsync("");
        using HttpClient client = new();
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(port.Address, "/status"));
        request.Headers.Host = $"{host}:{port.Address.Port}";
        using HttpResponseMessage answer = await client.SendAsync(request, Now);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task ALoopThatStandsStill_IsNotHealthy_AndAJournalThatCannotBeWrittenNotReady()
    {
        LiveStanding standing = LiveStanding.Before("fraud-1") with { At = _time.GetUtcNow() };
        _telemetry.Standing = () => standing;
        await using OperatingPort port = await StartAsync("");
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(port, "/healthz"));
        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(port, "/healthz"));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusOfAsync(port, "/healthz"));
        standing = standing with { At = _time.GetUtcNow(), IsRecorded = false };
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(port, "/healthz"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusOfAsync(port, "/readyz"));
    }

    private static async Task<HttpStatusCode> StatusOfAsync(OperatingPort port, string path)
    {
        using HttpResponseMessage answer = await AskAsync(port, HttpMethod.Get, path, "");
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> AskAsync(OperatingPort port, HttpMethod method, string path, string token)
    {
        using HttpClient client = new();
        using HttpRequestMessage request = new(method, new Uri(port.Address, path));
        if (token.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await client.SendAsync(request, Now);
    }

    private Task<OperatingPort> StartAsync(string tokenFile) => OperatingPort.StartAsync(new PortSettings(IPAddress.Loopback, 0, tokenFile), _telemetry, _time, Now);
}
