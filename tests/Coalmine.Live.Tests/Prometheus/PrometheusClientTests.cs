using System.Net;
using Coalmine.Live.Prometheus;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Coalmine.Live.Tests.Prometheus;

/// <summary>What a server, or a proxy before it, may answer: shapes and statuses of Prometheus's HTTP API (2.42 and 3.14) and of what stands in front of it.</summary>
public sealed class PrometheusClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Query_IsPostedAsForm_WithTimeInMilliseconds()
    {
        StubServer server = new(_ => StubServer.Data("vector", "[]"));
        using PrometheusClient client = server.Client();
        PrometheusAnswer answer = await client.QueryAsync("sum(x{a=\"b+c\"})", StubServer.Now.AddMilliseconds(71), Token);
        Assert.Empty(Assert.IsType<PrometheusAnswer.Vector>(answer).Series);
        StubServer.Asked asked = Assert.Single(server.All);
        Assert.Equal((HttpMethod.Post, "/base/api/v1/query", "sum(x{a=\"b+c\"})"), (asked.Method, asked.Path, asked.Query));
        Assert.Equal("1795953600.071", asked.Form["time"]);
    }

    [Fact]
    public async Task Values_AreTexts_AndTimesNumbersOfSeconds()
    {
        PrometheusAnswer answer = await AskAsync(StubServer.Data("matrix",
            """[{"metric":{"__name__":"x","pod":"p"},"values":[[1700000000.671,"1"],[1700000001.71,"1.5e-05"],[1700000002,"NaN"],[1700000003,"+Inf"],[1700000004,"-Inf"]]}]"""));
        PrometheusSeries series = Assert.Single(Assert.IsType<PrometheusAnswer.Matrix>(answer).Series);
        Assert.Equal(("x", "p"), (series.Labels.Name, series.Labels["pod"]));
        Assert.Equal([1_700_000_000_671, 1_700_000_001_710, 1_700_000_002_000, 1_700_000_003_000, 1_700_000_004_000], series.Samples.Select(s => s.Milliseconds));
        Assert.Equal([1, 1.5e-5, double.NaN, double.PositiveInfinity, double.NegativeInfinity], series.Samples.Select(s => s.Value));
    }

    [Fact]
    public async Task ScalarStringAndNativeHistogram_AreTold()
    {
        Assert.Equal(new PrometheusSample(1_700_000_000_000, 2.5), Assert.IsType<PrometheusAnswer.Scalar>(
            await AskAsync(StubServer.Data("scalar", """[1700000000,"2.5"]"""))).Sample);
        Assert.Equal("2", Assert.IsType<PrometheusAnswer.Text>(await AskAsync(StubServer.Data("string", """[1700000000,"2"]"""))).Value);
        PrometheusAnswer.Vector vector = Assert.IsType<PrometheusAnswer.Vector>(await AskAsync(StubServer.Data("vector",
            """[{"metric":{"__name__":"h"},"histogram":[1700000000,{"count":"3","sum":"1","buckets":[]}]}]""")));
        Assert.True(Assert.Single(vector.Series).IsNativeHistogram);
    }

    [Fact]
    public async Task Warnings_MakeAnAnswerPartial_AndInfosDoNot()
    {
        PrometheusAnswer partial = await AskAsync(StubServer.Data("vector", "[]", ""","warnings":["store b: connection refused"]"""));
        Assert.False(partial.IsWhole);
        Assert.Equal(["store b: connection refused"], partial.Warnings);
        Assert.True((await AskAsync(StubServer.Data("vector", "[]", ""","infos":["PromQL info: metric might not be a counter"]"""))).IsWhole);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "bad_data", PrometheusFailure.BadData, 1)]
    [InlineData((HttpStatusCode)422, "execution", PrometheusFailure.Execution, 1)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "timeout", PrometheusFailure.TimedOut, 5)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "canceled", PrometheusFailure.TimedOut, 5)]
    [InlineData((HttpStatusCode)499, "canceled", PrometheusFailure.TimedOut, 1)]
    [InlineData(HttpStatusCode.InternalServerError, "internal", PrometheusFailure.Unavailable, 1)]
    [InlineData(HttpStatusCode.NotFound, "not_found", PrometheusFailure.Unavailable, 1)]
    public async Task Errors_AreToldByKind_AndOnlySomeAreTriedAgain(HttpStatusCode status, string type, PrometheusFailure kind, int tries)
    {
        StubServer server = new(_ => StubServer.Json($$"""{"status":"error","errorType":"{{type}}","error":"the server's\nwords"}""", status));
        using PrometheusClient client = server.Client();
        PrometheusAnswer.Failed failed = Assert.IsType<PrometheusAnswer.Failed>(await client.QueryAsync("x", null, Token));
        Assert.Equal((kind, "the server's words", tries), (failed.Kind, failed.Reason, server.All.Count));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, PrometheusFailure.NotPrometheus, 1)]
    [InlineData(HttpStatusCode.Found, PrometheusFailure.NotPrometheus, 1)]
    [InlineData(HttpStatusCode.Unauthorized, PrometheusFailure.Unauthorised, 1)]
    [InlineData(HttpStatusCode.Forbidden, PrometheusFailure.Unauthorised, 1)]
    [InlineData(HttpStatusCode.NotFound, PrometheusFailure.NotPrometheus, 1)]
    [InlineData(HttpStatusCode.TooManyRequests, PrometheusFailure.Unavailable, 5)]
    [InlineData(HttpStatusCode.BadGateway, PrometheusFailure.Unavailable, 5)]
    [InlineData(HttpStatusCode.GatewayTimeout, PrometheusFailure.TimedOut, 5)]
    [InlineData(HttpStatusCode.InternalServerError, PrometheusFailure.Unavailable, 1)]
    public async Task PagesOfProxies_AreNoData(HttpStatusCode status, PrometheusFailure kind, int tries)
    {
        StubServer server = new(_ => StubServer.Html(status));
        using PrometheusClient client = server.Client();
        Assert.Equal(kind, Assert.IsType<PrometheusAnswer.Failed>(await client.QueryAsync("x", null, Token)).Kind);
        Assert.Equal(tries, server.All.Count);
    }

    [Theory]
    [InlineData("""{"status":"success"}""")]
    [InlineData("""{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,2,3]}]}}""")]
    [InlineData("""{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,2]}]}}""")]
    [InlineData("""{"status":"success","data":{"resultType":"cube","result":[]}}""")]
    [InlineData("""{"status":"success","data":{"resultType":"scalar","result":[1e400,"1"]}}""")]
    [InlineData("""{"status":"success","data":{"resultType":"scalar","result":[1,"one"]}}""")]
    [InlineData("""[1]""")]
    [InlineData("""{"status":"success","da""")]
    public async Task JsonOfAnotherForm_IsNotPrometheus(string body) =>
        Assert.Equal(PrometheusFailure.NotPrometheus, Assert.IsType<PrometheusAnswer.Failed>(await AskAsync(StubServer.Json(body))).Kind);

    [Fact]
    public async Task Redirects_AreNotFollowed_AndTheirQueriesNotShown()
    {
        StubServer server = new(_ =>
        {
            HttpResponseMessage response = StubServer.Html(HttpStatusCode.Found);
            response.Headers.Location = new Uri("https://login.test/start?state=SECRET");
            return response;
        });
        using PrometheusClient client = server.Client();
        string reason = Assert.IsType<PrometheusAnswer.Failed>(await client.QueryAsync("x", null, Token)).Reason;
        Assert.Contains("https://login.test", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PassingFailures_AreTriedAgain_UntilTheServerAnswers()
    {
        int tries = 0;
        StubServer server = new(_ => ++tries < 3 ? throw new HttpRequestException("Connection refused") : StubServer.Data("vector", "[]"));
        using PrometheusClient client = server.Client();
        Assert.IsType<PrometheusAnswer.Vector>(await client.QueryAsync("x", null, Token));
        Assert.Equal(3, tries);
    }

    [Fact]
    public async Task Tries_EndWithTheDeadline()
    {
        FakeTimeProvider time = new(StubServer.Now);
        StubServer server = new(_ => StubServer.Html(HttpStatusCode.BadGateway));
        using PrometheusClient client = server.Client(StubServer.Connection with { Retries = 1000, RetryDelay = TimeSpan.FromSeconds(2) }, time);
        Task<PrometheusAnswer> asked = client.QueryAsync("x", null, Token).AsTask();
        for (int second = 0; second < 21; second++)
        {
            await Task.Delay(5, Token);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(PrometheusFailure.Unavailable, Assert.IsType<PrometheusAnswer.Failed>(await asked).Kind);
        Assert.InRange(server.All.Count, 2, 20);
    }

    [Fact]
    public async Task AnswersThatAreTooLarge_AreNotTaken()
    {
        StubServer server = new(_ => StubServer.Json(new string(' ', 3 << 20)));
        using PrometheusClient client = server.Client(StubServer.Connection with { LargestAnswer = 2 << 20 });
        PrometheusAnswer.Failed failed = Assert.IsType<PrometheusAnswer.Failed>(await client.QueryAsync("x", null, Token));
        Assert.Equal(PrometheusFailure.TooLarge, failed.Kind);
        Assert.Contains("2 MiB", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_Throws()
    {
        using CancellationTokenSource cancellation = new();
        StubServer server = new(_ =>
        {
            cancellation.Cancel();
            return StubServer.Html(HttpStatusCode.BadGateway);
        });
        using PrometheusClient client = server.Client(StubServer.Connection with { RetryDelay = TimeSpan.FromMinutes(1) });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await client.QueryAsync("x", null, cancellation.Token));
    }

    [Fact]
    public async Task Credentials_AreReadAnew_AndNeverShown()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("coalmine-token-").FullName, "token");
        StubServer server = new(_ => StubServer.Html(HttpStatusCode.Unauthorized));
        using PrometheusClient client = server.Client(StubServer.Connection with
        {
            Credentials = new PrometheusCredentials.Bearer(file),
            Headers = [new("X-Scope-OrgID", "tenant-7")],
        });
        await File.WriteAllTextAsync(file, "first-SECRET\n", Token);
        string refused = Assert.IsType<PrometheusAnswer.Failed>(await client.QueryAsync("x", null, Token)).Reason;
        await File.WriteAllTextAsync(file, "second-SECRET", Token);
        await client.QueryAsync("x", null, Token);
        await File.WriteAllTextAsync(file, "third\nSECRET", Token);
        string unfit = Assert.IsType<PrometheusAnswer.Failed>(await client.QueryAsync("x", null, Token)).Reason;
        File.Delete(file);
        PrometheusAnswer.Failed missing = Assert.IsType<PrometheusAnswer.Failed>(await client.QueryAsync("x", null, Token));
        Assert.Equal(["Bearer first-SECRET", "Bearer second-SECRET"], server.All.Select(asked => asked.Headers["Authorization"]));
        Assert.All(server.All, asked => Assert.Equal("tenant-7", asked.Headers["X-Scope-OrgID"]));
        Assert.Equal(PrometheusFailure.Unauthorised, missing.Kind);
        Assert.All([refused, unfit, missing.Reason], reason => Assert.DoesNotContain("SECRET", reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://user:SECRET@prometheus.test/")]
    [InlineData("file:///etc/passwd")]
    public void AddressesWithAPassword_AndOfOtherSchemes_AreRefused(string address)
    {
        StubServer server = new(_ => StubServer.Data("vector", "[]"));
        ArgumentException fault = Assert.Throws<ArgumentException>(() => server.Client(new PrometheusConnection(new Uri(address))));
        Assert.DoesNotContain("SECRET", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BasicAuthentication_IsUserAndPassword()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("coalmine-token-").FullName, "password");
        await File.WriteAllTextAsync(file, "open sesame\n", Token);
        StubServer server = new(_ => StubServer.Data("vector", "[]"));
        using PrometheusClient client = server.Client(StubServer.Connection with { Credentials = new PrometheusCredentials.Basic("Aladdin", file) });
        await client.QueryAsync("x", null, Token);

        // The example of RFC 7617, section 2.
        Assert.Equal("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", server.All[0].Headers["Authorization"]);
    }

    [Fact]
    public async Task StatusAndSeries_AreAskedByTheirOwnPaths()
    {
        StubServer server = new(asked => asked.Path switch
        {
            "/base/api/v1/status/buildinfo" => StubServer.Json("""{"status":"success","data":{"version":"2.42.0"}}"""),
            "/base/api/v1/status/flags" => StubServer.Json("""{"status":"success","data":{"query.lookback-delta":"5m"}}"""),
            "/base/api/v1/series" => StubServer.Json("""{"status":"success","data":[{"__name__":"x","pod":"a"}]}"""),
            _ => StubServer.Data("matrix", "[]"),
        });
        using PrometheusClient client = server.Client();
        Assert.Equal(new PrometheusAnswer.Text("2.42.0").Value, Assert.IsType<PrometheusAnswer.Text>(await client.VersionAsync(Token)).Value);
        Assert.Equal("5m", Assert.IsType<PrometheusAnswer.Text>(await client.FlagAsync("query.lookback-delta", Token)).Value);
        Assert.IsType<PrometheusAnswer.Failed>(await client.FlagAsync("no.such", Token));
        PrometheusAnswer series = await client.SeriesAsync("x", StubServer.Now, StubServer.Now, Token);
        Assert.Equal("a", Assert.Single(Assert.IsType<PrometheusAnswer.Vector>(series).Series).Labels["pod"]);
        await client.QueryRangeAsync("x", StubServer.Now, StubServer.Now.AddMinutes(1), TimeSpan.FromMilliseconds(1500), Token);
        Assert.Equal(("1795953600.000", "1795953660.000", "1.5"), (server.All[^1].Form["start"], server.All[^1].Form["end"], server.All[^1].Form["step"]));
    }

    private static async Task<PrometheusAnswer> AskAsync(HttpResponseMessage response)
    {
        StubServer server = new(_ => response);
        using PrometheusClient client = server.Client();
        return await client.QueryAsync("x", null, Token);
    }
}
