using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Coalmine.Live.Comparing;
using Coalmine.Live.Files;
using Coalmine.Live.Prometheus;
using Coalmine.Live.Seam;
using Coalmine.Live.Tests.Prometheus;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Testing.Prometheus;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Coalmine.Live.Tests.Comparing;

/// <summary>The comparator over sockets: what loggers send it, what it refuses, and what Prometheus and our adapter read of it.</summary>
public sealed class ComparatorServerTests : IDisposable
{
    private const string Section = "{ port: { port: 0 }, answer: /data/ndarray, compare: greatestScore, labelsWithin: 1h, service: fraud }";
    private const string First = """{"data":{"ndarray":[[0.9,0.1]]}}""";
    private const string Second = """{"data":{"ndarray":[[0.2,0.8]]}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly HttpClient _client = new(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) });
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task SeldonsEvents_BecomePairs_AndLabelsTheirCells()
    {
        await using ComparatorServer server = await StartAsync(Section);
        await CountAsync(server);
        string text = await MetricsAsync(server);
        foreach (string line in new[]
                 {
                     "model_pairs_total{deployment_name=\"fraud\",namespace=\"models\",predictor_name=\"candidate\",agree=\"true\"} 1",
                     "model_pairs_total{deployment_name=\"fraud\",namespace=\"models\",predictor_name=\"candidate\",agree=\"false\"} 2",
                     "model_pairs_labelled_total{deployment_name=\"fraud\",namespace=\"models\",predictor_name=\"candidate\",baseline=\"right\",canary=\"wrong\"} 1",
                     "coalmine_comparator_unmatched_total{what=\"baseline\"} 0", "coalmine_comparator_ignored_total{by=\"kind\"} 1",
                     "coalmine_comparator_ignored_total{by=\"service\"} 1", "coalmine_comparator_repeated_total 1",
                 })
            Assert.Contains(line + "\n", text, StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("coalmine_comparator_unmatched_total{what=\"baseline\"} 1\n", await MetricsAsync(server), StringComparison.Ordinal);
    }

    [Fact]
    public async Task KServesEvents_AreJoinedByAHeaderOfTheRequest()
    {
        await using ComparatorServer server = await StartAsync(
            "{ port: { port: 0 }, answer: /predictions, arm: inferenceservicename, baseline: fraud, canary: fraud-next, requestHeader: x-request-id }");
        foreach ((string service, string metadata) in new[]
                 {
                     ("fraud", "{\"X-Request-Id\":[\"7\"]}"), ("fraud-next", "{%22X-Request-Id%22:[%227%22]}"), ("fraud", "{}"),
                 })
        {
            using HttpRequestMessage message = new(HttpMethod.Post, server.Address) { Content = new StringContent("""{"predictions":[1]}""") };
            message.Headers.Add("Ce-Type", "org.kubeflow.serving.inference.response");
            message.Headers.Add("Ce-Id", service);
            message.Headers.Add("Ce-Inferenceservicename", service);
            message.Headers.Add("Ce-Metadata", metadata);
            using HttpResponseMessage response = await _client.SendAsync(message, Cancel);
            Assert.Equal(metadata == "{}" ? HttpStatusCode.BadRequest : HttpStatusCode.OK, response.StatusCode);
        }

        string text = await MetricsAsync(server);
        Assert.Contains("agree=\"true\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("unreadable_total{reason=\"id\"} 1\n", text, StringComparison.Ordinal);

        // Without labels there is no such evidence, and a family of zeros would look like some.
        Assert.DoesNotContain("model_pairs_labelled_total", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, await LabelsAsync(server, """{"id":"7","label":[1]}"""));
    }

    [Fact]
    public async Task WhatCannotBeUsed_IsRefusedAndCounted()
    {
        await using ComparatorServer server = await StartAsync(Section);
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(server, "main", "1", "{"));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(server, "main", "1", "{}"));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(server, "main", new string('7', 201), First));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(server, "main", "1", new string(' ', (1 << 20) + 1)));
        foreach (string labels in new[] { "", "[1]", """{"id":1,"label":1}""", """{"id":"1"}""", """[{"id":"1","label":1},{"id":"2","label":"x"}]""" })
            Assert.Equal(HttpStatusCode.BadRequest, await LabelsAsync(server, labels));
        string text = await MetricsAsync(server);
        foreach (string reason in new[] { "json", "part", "id", "size" })
            Assert.Contains($"coalmine_comparator_unreadable_total{{reason=\"{reason}\"}} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("coalmine_comparator_remembered_requests 0\n", text, StringComparison.Ordinal);
        using HttpResponseMessage nowhere = await _client.GetAsync(new Uri(server.Address, "/v1/events"), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    [Fact]
    public async Task WithATokenFile_OnlyItsBearersGetIn()
    {
        string file = Path.Combine(_folder, "token");
        await File.WriteAllTextAsync(file, "correct-horse\n", Cancel);
        await using ComparatorServer server = await StartAsync(Section.Replace("port: 0", $"port: 0, tokenFile: {file}", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(server, "main", "1", First));
        using HttpResponseMessage metrics = await _client.GetAsync(new Uri(server.Address, "/metrics"), Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, metrics.StatusCode);
        using HttpResponseMessage health = await _client.GetAsync(new Uri(server.Address, "/healthz"), Cancel);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);

        // Go's client sends the password of a logger's address in this way.
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("seldon:correct-horse"u8));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(server, "main", "1", First));
    }

    [Fact]
    public async Task UnderAForeignName_NothingIsTakenWithoutAToken()
    {
        await using ComparatorServer server = await StartAsync(Section);
        _client.DefaultRequestHeaders.Host = "evil.example";
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(server, "main", "1", First));
    }

    [Fact]
    public async Task ARealPrometheus_AndTheAdapter_ReadThePairs()
    {
        if (!PrometheusProcess.IsPromised)
            Assert.SkipWhen(PrometheusProcess.Missing.Length > 0, PrometheusProcess.Missing);
        await using ComparatorServer server = await StartAsync(Section);
        DateTimeOffset origin = DateTimeOffset.UtcNow;
        await using ScrapedPods pods = await ScrapedPods.StartAsync(new()
        {
            ["candidate-0"] = _ => ScrapedPods.Line(
                "seldon_api_executor_server_requests_seconds_count", "candidate", "namespace=\"models\",service=\"predictions\",code=\"200\"", 5),
        });
        await using PrometheusProcess prometheus = await PrometheusProcess.StartAsync(
            $"{pods.Configuration}- job_name: comparator\n  honor_labels: true\n  static_configs:\n  - targets: ['{server.Address.Authority}']\n    labels: {{ pod: comparator-0 }}\n");
        using PrometheusClient client = new(new PrometheusConnection(prometheus.Address) { Retries = 1 }, TimeProvider.System);
        CounterKind[] kinds =
        [
            CounterKind.PairsCompared, CounterKind.PairsDisagreeing, CounterKind.PairsLabelled, CounterKind.PairsCanaryOnlyWrong,
            CounterKind.PairsBaselineOnlyWrong, CounterKind.Requests,
        ];
        MeasurementPlan plan = new([.. kinds.Select(kind => new CounterNeed(kind, 0))], []);
        PrometheusPipeline pipeline = new(
            client, Settings(Section).Series, new TelemetryShape { LatencyBounds = [], ScrapeInterval = TimeSpan.FromSeconds(1) }, TimeProvider.System);
        EvidenceLedger ledger = new(plan.Counters, []);
        double[] counted = new double[kinds.Length];
        MetricsQuestion question = new(plan, -1, origin, origin, new RolloutClock(origin), new PodRegister());
        bool isSent = false;

        // Sent once the comparator's first scrape is in, of which nothing could be told to be new.
        for (int i = 0; i < 120 && counted[2] < 1; i++)
        {
            await Task.Delay(500, Cancel);
            question = question with { At = DateTimeOffset.UtcNow };
            MetricsReading reading = await pipeline.MeasureAsync(question, Cancel);
            ledger.TakeChunk(reading.Measurements.Samples, 0, reading.Measurements.Samples.Rows, WeightMove.At(Moment.Start));
            for (int need = 0; need < kinds.Length; need++)
                counted[need] += ledger.Chunk(Arm.Canary)[need];
            question = question with { Since = reading.NewestSample ?? question.Since };
            if (isSent || i < 8 || reading.NewestSample is null)
                continue;
            isSent = true;
            await CountAsync(server);
        }

        Assert.Equal([3, 2, 1, 1, 0], counted[..5]);
    }

    /// <summary>Three pairs of which two differ, a label of one, a repetition, a lone baseline, a request and another service's answer.</summary>
    private async Task CountAsync(ComparatorServer server)
    {
        foreach ((string id, string baseline, string canary) in new[] { ("1", First, First), ("2", First, Second), ("3", Second, First) })
        {
            Assert.Equal(HttpStatusCode.OK, await SendAsync(server, "main", id, baseline));
            Assert.Equal(HttpStatusCode.OK, await SendAsync(server, "candidate", id, canary));
        }

        await SendAsync(server, "candidate", "3", Second);
        await SendAsync(server, "main", "4", Second);
        await SendAsync(server, "main", "5", First, type: "io.seldon.serving.inference.request");
        await SendAsync(server, "main", "6", First, service: "other");
        Assert.Equal(HttpStatusCode.OK, await LabelsAsync(server, """[{"id":"2","label":0}]"""));
    }

    private async Task<HttpStatusCode> SendAsync(
        ComparatorServer server, string predictor, string id, string body, string type = "io.seldon.serving.inference.response", string service = "fraud")
    {
        using HttpRequestMessage message = new(HttpMethod.Post, server.Address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach ((string name, string value) in new[]
                 {
                     ("Specversion", "1.0"), ("Id", $"event {predictor} {id}"), ("Type", type), ("Source", "http://localhost:8000/"), ("Modelid", "classifier"),
                     ("Requestid", id), ("Inferenceservicename", service), ("Namespace", "models"), ("Endpoint", predictor),
                 })
            message.Headers.Add("Ce-" + name, value);

        // The server refuses what is too large without reading it, and closes; a body under way would break the connection before the answer is read.
        if (body.Length > 1 << 20)
            message.Headers.ExpectContinue = message.Headers.ConnectionClose = true;
        using HttpResponseMessage response = await _client.SendAsync(message, Cancel);
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> LabelsAsync(ComparatorServer server, string labels)
    {
        using StringContent content = new(labels, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _client.PostAsync(new Uri(server.Address, "/v1/labels"), content, Cancel);
        return response.StatusCode;
    }

    private Task<string> MetricsAsync(ComparatorServer server) => _client.GetStringAsync(new Uri(server.Address, "/metrics"), Cancel);

    private async Task<ComparatorServer> StartAsync(string section) => await ComparatorServer.StartAsync(Settings(section), _time, Cancel);

    private static LiveSettings Settings(string section) => Assert.IsType<ReadResult<LiveSettings>.Read>(LiveText.Read(section)).Value;
}
