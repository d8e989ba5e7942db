using System.Net;
using System.Net.Sockets;
using Coalmine.Live.Hooks;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Journal;
using Coalmine.Testing;
using Xunit;

namespace Coalmine.Live.Tests.Hooks;

public sealed class HttpHookCallerTests
{
    private static readonly HookCall Call = new("smoke", HookKind.Question, "fraud-1/0.1", "fraud-1", "the rollout began");
    private readonly VirtualTime _time = new(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));

    [Theory]
    [InlineData(200, true)]
    [InlineData(204, true)]
    [InlineData(302, false)]
    [InlineData(404, false)]
    public void OnlySuccessAgrees(int status, bool agrees)
    {
        StubHandler handler = new(_ => StubHandler.Status(status, "words"));
        HookReply reply = Ask(handler, new HookEndpoint { Name = "smoke", Url = new Uri("https://hooks.example/smoke") });
        Assert.Equal(agrees, reply.IsAccepted);
        Assert.Single(handler.Sent);
        Assert.Contains(FormattableString.Invariant($"{status}"), reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOverloadedHookIsAskedAgain_WithTheSameCall()
    {
        StubHandler handler = new(attempt => StubHandler.Status(attempt < 3 ? 503 : 200));
        HookReply reply = Ask(handler, new HookEndpoint { Name = "smoke", Url = new Uri("https://hooks.example/smoke") });
        Assert.True(reply.IsAccepted);
        Assert.Equal(3, handler.Sent.Count);
        Assert.Single(handler.Sent.Select(sent => sent.Body).Distinct());
        Assert.Equal(TimeSpan.FromSeconds(1 + 2), _time.Elapsed);
    }

    [Fact]
    public void AHookThatStaysAway_RefusesWithItsReason()
    {
        StubHandler handler = new(_ => throw new HttpRequestException("connection refused"));
        HookReply reply = Ask(handler, new HookEndpoint { Name = "smoke", Url = new Uri("https://hooks.example/smoke"), Retries = 2 });
        Assert.Equal(new HookReply(false, "connection refused"), reply);
        Assert.Equal(3, handler.Sent.Count);
    }

    [Fact]
    public void WhoIsOnlyToldCannotRefuse()
    {
        StubHandler handler = new(_ => StubHandler.Status(404));
        HookReply reply = Ask(handler, new HookEndpoint { Name = "smoke", Url = new Uri("https://hooks.example/smoke"), Use = HookUse.Event });
        Assert.True(reply.IsAccepted);
        Assert.StartsWith("not told", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void BodyIsSigned_AndTheSecretIsInNoText()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "key\n");
        try
        {
            StubHandler handler = new(_ => StubHandler.Status(200));
            HookReply reply = Ask(handler, new HookEndpoint { Name = "smoke", Url = new Uri("https://hooks.example/smoke"), SecretFile = file });
            (string body, string? signature, string? timestamp) = Assert.Single(handler.Sent);
            Assert.Equal("1700000000", timestamp);
            Assert.Equal(
                """{"version":1,"rollout":"fraud-1","call":"fraud-1/0.1","hook":"smoke","kind":"question","decision":"the rollout began"}""", body);

            // printf '1700000000.%s' BODY | openssl dgst -sha256 -hmac key
            Assert.Equal("sha256=b236f5ca95fb5331dad9a32371aec681e4cb12c7cd2442fde38aa9132f69b833", signature);
            Assert.DoesNotContain("key", reply.Text, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void LongAnswersAreCut_AndTheirControlLettersAreGone()
    {
        StubHandler handler = new(_ => StubHandler.Status(200, "\u001b[31m" + new string('x', 1_000_000)));
        HookReply reply = Ask(handler, new HookEndpoint { Name = "smoke", Url = new Uri("https://hooks.example/smoke") });
        Assert.True(reply.Text.Length < 250);
        Assert.DoesNotContain('\u001b', reply.Text);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/")]
    [InlineData("http://localhost:9/")]
    [InlineData("http://[::1]:9/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[::ffff:10.0.0.1]:9/")]
    public void PrivateAddressesAreNotEvenConnectedTo(string url)
    {
        HookReply reply = Ask(null, new HookEndpoint { Name = "smoke", Url = new Uri(url) });
        Assert.False(reply.IsAccepted);
        Assert.Contains("allowPrivate", reply.Text, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.Zero, _time.Elapsed);
    }

    /// <summary>A name that answers with a public address to whoever checks, and with a private one to whoever connects, finds nobody who asks twice.</summary>
    [Fact]
    public void ANameWhoseAddressChanges_IsConnectedTo_OnlyWhereItWasChecked()
    {
        IPAddress here = IPAddress.Loopback, there = IPAddress.Parse("8.8.8.8");
        Queue<IPAddress[]> answers = new([[there, here], [here]]);
        List<IPAddress> connected = [];
        CheckedConnection connection = new(allowsPrivate: false)
        {
            Resolve = (_, _) => Task.FromResult(answers.Dequeue()),
            Connect = (addresses, _, _) =>
            {
                connected.AddRange(addresses);
                throw new SocketException((int)SocketError.ConnectionRefused);
            },
        };
        HookReply reply = AskInOurTime(connection.Handler(), new HookEndpoint { Name = "smoke", Url = new Uri("http://rebinding.example/"), Retries = 5 });

        // Once to the one public address; tried again, the name has private ones only, and that is the end of it.
        Assert.Equal([there], connected);
        Assert.Empty(answers);
        Assert.False(reply.IsAccepted);
        Assert.Contains("allowPrivate", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void WherePrivateAddressesAreAllowed_TheyAreConnectedTo()
    {
        List<IPAddress> connected = [];
        CheckedConnection connection = new(allowsPrivate: true)
        {
            Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("10.0.0.7")]),
            Connect = (addresses, _, _) =>
            {
                connected.AddRange(addresses);
                throw new SocketException((int)SocketError.ConnectionRefused);
            },
        };
        AskInOurTime(connection.Handler(), new HookEndpoint { Name = "smoke", Url = new Uri("http://inside.example/"), Retries = 0 });
        Assert.Equal([IPAddress.Parse("10.0.0.7")], connected);
    }

    [Fact]
    public void AHookThatHangs_RefusesAfterItsTime()
    {
        using HangingHandler handler = new();
        HookEndpoint hook = new() { Name = "smoke", Url = new Uri("https://hooks.example/"), Timeout = TimeSpan.FromSeconds(0.2), Retries = 0 };
        Assert.Equal(new HookReply(false, "no answer within 0.2 s"), AskInOurTime(handler, hook));
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("::", false)]
    [InlineData("::127.0.0.1", false)]
    public void AddressesAreToldApart(string address, bool isPublic) => Assert.Equal(isPublic, AddressRule.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public void ANameThatNobodyKnows_RefusesAndSaysWhichThereAre()
    {
        HookReply reply = Ask(null, new HookEndpoint { Name = "pager", Url = new Uri("https://hooks.example/") });
        Assert.Contains("pager", reply.Text, StringComparison.Ordinal);
    }

    private HookReply Ask(HttpMessageHandler? handler, HookEndpoint hook)
    {
        using HttpHookCaller caller = new([hook], _time, handler);
        Task<HookReply> asked = caller.CallAsync(Call, CancellationToken.None).AsTask();
        return handler is null ? asked.WaitAsync(TimeSpan.FromSeconds(30)).GetAwaiter().GetResult() : _time.Run(asked, TimeSpan.FromMinutes(5));
    }

    /// <summary>Sockets and cancellations hop between threads, for which virtual time does not wait.</summary>
    private static HookReply AskInOurTime(HttpMessageHandler handler, HookEndpoint hook)
    {
        using HttpHookCaller caller = new([hook], TimeProvider.System, handler);
        return caller.CallAsync(Call, CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult();
    }

    private sealed class HangingHandler : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
            return new HttpResponseMessage();
        }
    }
}
