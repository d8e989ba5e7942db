using System.Globalization;
using System.Net;
using System.Text.Json;
using Coalmine.Live.Prometheus;
using Coalmine.Live.Telemetry;
using Coalmine.Live.Tests.Prometheus;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Live.Tests.Telemetry;

/// <summary>Raw counters of the past: each pod at its own instants, piece by piece, and what is said where there are none.</summary>
public sealed class SeriesReaderTests
{
    private const string Family = "seldon_api_executor_server_requests_seconds";
    private static readonly SeriesNames Names = PlatformNames.Of(SeriesPlatform.Seldon, new SeriesTarget("fraud", "", "main", "candidate"));
    private static readonly SeriesSpan FiveHours = new(StubServer.Now.AddHours(-5), StubServer.Now, null);

    [Fact]
    public async Task Pods_KeepTheirOwnInstants_AndWhatIsNotThereYetCountsNothing()
    {
        StubSeries series = new();
        Pod(series, "main-0", [(-30, 10), (-15, 20), (0, 30)]);
        Pod(series, "main-1", [(-23, 7), (-8, 9)]);
        series.Add(Family + "_count", "main", "main-0", "code=500", (-15, 2), (0, 3));
        foreach (string bound in (string[])["0.1", "0.25", "+Inf"])
            series.Add(Family + "_bucket", "main", "main-0", $"code=500,le={bound}", (-15, 2), (0, 3));
        series.Add("model_labelled_total", "main", "main-0", "class=a,predicted=a", (-15, 4), (0, 6)).Add("model_labelled_total", "main", "main-0", "class=a,predicted=b", (0, 1));
        SeriesReading reading = await ReadAsync(new StubServer(asked => Answer(asked, series)), FiveHours);
        Assert.Empty(reading.Findings);
        Assert.Equal([0.1, 0.25], reading.LatencyBounds);
        Assert.True(reading is { HasErrors: true, HasLabels: true });
        Assert.Equal([(Arm.Baseline, "main-0"), (Arm.Baseline, "main-1")], reading.Pods.Select(pod => (pod.Arm, pod.Pod)));
        Assert.Equal(
            [(-30, 10.0, 0.0, 0.0, 0.0), (-15, 22, 2, 4, 4), (0, 33, 3, 7, 6)],
            reading.Pods[0].Readings.Select(each => (SecondOf(each), each.Requests, each.Errors, each.Labelled, each.Right)));
        Assert.Equal([5.0 + 2, 20 + 2], reading.Pods[0].Readings[1].Buckets.Select((count, bound) => bound == 0 ? count - 5 : count));
        Assert.Equal([-23, -8], reading.Pods[1].Readings.Select(SecondOf));
    }

    [Fact]
    public async Task LongRecord_ComesInPieces_EachSampleOnce()
    {
        StubSeries series = new();
        (double, double)[] samples = [.. Enumerable.Range(0, 301).Select(minute => (60.0 * (minute - 300), 10.0 * minute))];
        Pod(series, "main-0", samples);
        StubServer server = new(asked => Answer(asked, series));
        SeriesReading reading = await ReadAsync(server, FiveHours);
        Assert.Equal(samples, reading.Pods[0].Readings.Select(each => ((double)SecondOf(each), each.Requests)));
        Assert.Equal(3, server.All.Count(asked => asked.Query.StartsWith(Family + "_count{", StringComparison.Ordinal) && asked.Query.Contains("main", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task PieceThatIsTooMuchForTheServer_IsHalved()
    {
        StubSeries series = new();
        Pod(series, "main-0", [(-7000, 1), (-3600, 2), (0, 3)]);
        StubServer server = new(asked => Milliseconds(asked.Query) > 2_000_000
            ? StubServer.Json("""{"status":"error","errorType":"execution","error":"query processing would load too many samples into memory"}""", HttpStatusCode.UnprocessableEntity)
            : Answer(asked, series));
        SeriesReading reading = await ReadAsync(server, FiveHours);
        Assert.Equal([1.0, 2, 3], reading.Pods[0].Readings.Select(each => each.Requests));
    }

    [Fact]
    public async Task Step_BringsEachSampleOnce_AtTheInstantOfItsScrape()
    {
        List<string> asked = [];
        StubServer server = new(question =>
        {
            if (question.Path.EndsWith("series", StringComparison.Ordinal))
                return StubServer.Json("""{"status":"success","data":[]}""");
            asked.Add(question.Query);

            // One scrape at 3 s before noon, which stands for the steps at 0 s and 60 s.
            bool isTime = question.Query.StartsWith("timestamp(", StringComparison.Ordinal);
            if (!question.Query.Contains(Family + "_count", StringComparison.Ordinal) || !question.Query.Contains("\"main\"", StringComparison.Ordinal))
                return StubServer.Data("matrix", "[]");
            long noon = StubServer.Now.ToUnixTimeSeconds();
            string value = isTime ? (noon - 3).ToString(CultureInfo.InvariantCulture) : "41";
            string name = isTime ? "" : $"\"__name__\":\"{Family}_count\",";
            return StubServer.Data(
                "matrix", $$"""[{"metric":{{{name}}"predictor_name":"main","pod":"main-0"},"values":[[{{noon}},"{{value}}"],[{{noon + 60}},"{{value}}"]]}]""");
        });
        SeriesReading reading = await ReadAsync(server, new SeriesSpan(StubServer.Now.AddHours(-1), StubServer.Now.AddHours(1), TimeSpan.FromMinutes(1)));
        PodReading only = Assert.Single(Assert.Single(reading.Pods).Readings);
        Assert.Equal((-3, 41.0), (SecondOf(only), only.Requests));
        Assert.Contains(asked, query => query.StartsWith("timestamp(seldon_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NothingThere_AndNoServer_AreFindings()
    {
        SeriesReading none = await ReadAsync(new StubServer(asked => Answer(asked, new StubSeries())), FiveHours);
        Assert.Equal("CM3016", Assert.Single(none.Findings).Id);
        SeriesReading partial = await ReadAsync(new StubServer(asked => asked.Path.EndsWith("series", StringComparison.Ordinal)
            ? Answer(asked, new StubSeries())
            : StubServer.Data("matrix", "[]", ",\"warnings\":[\"a store is away\"]")), FiveHours);
        Assert.Equal(("CM3003", Severity.Error), (Assert.Single(partial.Findings).Id, partial.Findings[0].Severity));
        SeriesReading login = await ReadAsync(new StubServer(_ => StubServer.Html(HttpStatusCode.OK)), FiveHours);
        Assert.Equal("CM3002", Assert.Single(login.Findings).Id);
    }

    private static async Task<SeriesReading> ReadAsync(StubServer server, SeriesSpan span)
    {
        using PrometheusClient client = server.Client(StubServer.Connection with { Retries = 0 });
        return await new SeriesReader(client, Names).ReadAsync(span, TestContext.Current.CancellationToken);
    }

    // Half of the requests take up to 0.1 s, all of them up to 0.25 s.
    private static void Pod(StubSeries series, string pod, (double Second, double Value)[] requests)
    {
        series.Add(Family + "_count", "main", pod, "code=200", requests);
        foreach ((string bound, double share) in (ReadOnlySpan<(string, double)>)[("0.1", 0.5), ("0.25", 1), ("+Inf", 1)])
            series.Add(Family + "_bucket", "main", pod, $"code=200,le={bound}", [.. requests.Select(each => (each.Second, each.Value * share))]);
    }

    private static HttpResponseMessage Answer(StubServer.Asked asked, StubSeries series)
    {
        if (!asked.Path.EndsWith("series", StringComparison.Ordinal))
            return series.Answer(asked);
        string[] bounds = asked.Form["match[]"].Contains("\"main\"", StringComparison.Ordinal) ? ["0.1", "0.25", "+Inf"] : [];
        return StubServer.Json(JsonSerializer.Serialize(new { status = "success", data = bounds.Select(bound => new Dictionary<string, string> { ["le"] = bound }) }));
    }

    private static long Milliseconds(string query) =>
        query.Contains('[', StringComparison.Ordinal) ? long.Parse(query[(query.LastIndexOf('[') + 1)..^3], CultureInfo.InvariantCulture) : 0;

    private static long SecondOf(PodReading reading) => (reading.Milliseconds - StubServer.Now.ToUnixTimeMilliseconds()) / 1000;
}
