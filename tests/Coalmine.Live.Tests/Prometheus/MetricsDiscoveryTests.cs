using System.Globalization;
using Coalmine.Live.Prometheus;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Coalmine.Live.Tests.Prometheus;

/// <summary>What a server is found to have, and what is said of what it lacks.</summary>
public sealed class MetricsDiscoveryTests
{
    private const string Name = "seldon_api_executor_server_requests_seconds";

    [Fact]
    public async Task BoundsClassesIntervalAndPresence_AreRead()
    {
        StubSeries series = Serving("main").Add("model_predictions_total", "main", "p", "class=fraud", (-20, 1)).Add("model_predictions_total", "main", "p", "class=fine", (-20, 1))
            .Add("model_labelled_total", "main", "p", "class=fine,predicted=fine", (-20, 1));
        Serving("candidate", series);
        DiscoveredMetrics found = await DiscoverAsync(series);
        TelemetryShape shape = found.Shape!;
        Assert.Equal([0.1, 0.25], shape.LatencyBounds);
        Assert.Equal(["fine", "fraud"], shape.Classes);
        Assert.Equal((TimeSpan.FromSeconds(15), true, false, false), (shape.ScrapeInterval, shape.HasLabels, shape.HasConversions, shape.HasPairs));
        Assert.Equal((2, 6, 1), found.Presence.Where(each => each is { Kind: CounterKind.Requests, Arm: Arm.Canary }).Select(each => (each.Series, each.Samples, each.Pods)).Single());
        Assert.Equal(1, found.Presence.Single(each => each is { Kind: CounterKind.Errors, Arm: Arm.Canary }).Series);
        Assert.True(found.IsFit);
        Assert.Empty(found.Findings);
    }

    [Fact]
    public async Task AnotherPlatformsMetrics_AreNamed()
    {
        DiscoveredMetrics found = await DiscoverAsync(new StubSeries(), others: """[{"metric":{"__name__":"revision_request_count"},"value":[1,"4"]}]""");
        Assert.Null(found.Shape);
        Message finding = Assert.Single(found.Findings, finding => finding.Severity == Severity.Error);
        Assert.Equal("CM3016", finding.Id);
        Assert.Contains("revision_request_count", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LabelsThatDoNotSeparateTheArms_AndPodsWithoutAName_AreErrors()
    {
        SeriesNames names = new("bind", PlatformNames.Of(SeriesPlatform.Seldon, new SeriesTarget("fraud", "", "main", "candidate")).Counters
            .SetItem(CounterKind.Requests, new CounterSelector("shared_total", "predictor_name=\"main\"")))
        { Baseline = "main", Canary = "candidate" };
        DiscoveredMetrics found = await DiscoverAsync(new StubSeries().Add("shared_total", "main", "", "pod=", (-20, 1), (-5, 2)), names: names);
        Assert.Contains(found.Findings, finding => finding.Id == "CM3022");
        Assert.Contains(found.Findings, finding => finding.Id == "CM3021");
        Assert.False(found.IsFit);
    }

    [Fact]
    public async Task DifferentBounds_AreLeftOut_AndSaid()
    {
        StubSeries series = Serving("main");
        Serving("candidate", series).Add(Name + "_bucket", "candidate", "p", "code=200,le=0.5", (-5, 1));
        DiscoveredMetrics found = await DiscoverAsync(series);
        Assert.Equal([0.1, 0.25], found.Shape!.LatencyBounds);
        Assert.Contains("0.5 only on one side", Assert.Single(found.Findings).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServerThatDoesNotAnswer_IsOneFinding()
    {
        StubServer server = new(_ => StubServer.Html(System.Net.HttpStatusCode.Forbidden));
        using PrometheusClient client = server.Client();
        DiscoveredMetrics found = await new MetricsDiscovery(client, Names(), new FakeTimeProvider(StubServer.Now)).DiscoverAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal("CM3001", Assert.Single(found.Findings).Id);
    }

    [Fact]
    public async Task APolicy_IsHeldAgainstWhatIsThere()
    {
        StubSeries series = Serving("main");
        Serving("candidate", series);
        Policy policy = PolicyOf("""
            kind: Policy
            plan: { weights: [10, 100], every: 5m, maximum: 1h }
            checks:
              - { metric: latency.p99, atMost: 200ms }
              - { metric: accuracy, atLeast: 95% }
              - { metric: errors, atMost: 1%, method: { point: { window: 30s } } }
            """);
        DiscoveredMetrics found = await DiscoverAsync(series, policy: policy);
        Assert.Equal(["CM3018", "CM3019", "CM3019"], found.Findings.Select(finding => finding.Id).Order(StringComparer.Ordinal));
        Assert.Contains(found.Findings, finding => finding.Text.Contains("200", StringComparison.Ordinal) && finding.Id == "CM3019");
        Assert.False(found.IsFit);
    }

    private static Policy PolicyOf(string text) => Assert.IsType<ReadResult<Manifests.Native.PolicyFile>.Read>(
        Manifests.Documents.SourceDecoder.Decode("policy.yaml", System.Text.Encoding.UTF8.GetBytes(text)).Then(Manifests.Documents.YamlLoader.LoadOne)
            .Then(Manifests.Native.PolicyReader.Read)).Value.Policy;

    private static SeriesNames Names() => PlatformNames.Of(SeriesPlatform.Seldon, new SeriesTarget("fraud", "", "main", "candidate"));

    private static StubSeries Serving(string arm, StubSeries? series = null)
    {
        series ??= new StubSeries();
        foreach (string le in new[] { "0.1", "0.25", "+Inf" })
            series.Add(Name + "_bucket", arm, "p", $"code=200,le={le}", (-35, 1), (-20, 2), (-5, 3));
        return series.Add(Name + "_count", arm, "p", "code=200", (-35, 1), (-20, 2), (-5, 3)).Add(Name + "_count", arm, "p", "code=500", (-35, 1), (-20, 2), (-5, 3));
    }

    private static async Task<DiscoveredMetrics> DiscoverAsync(StubSeries series, string others = "[]", SeriesNames? names = null, Policy? policy = null)
    {
        StubServer server = new(asked => asked.Query switch
        {
            "time()" => StubServer.Data("scalar", string.Create(CultureInfo.InvariantCulture, $"[1,\"{StubServer.Now.ToUnixTimeSeconds()}\"]")),
            "" => StubServer.Json("""{"status":"success","data":{"version":"2.42.0","yaml":"global:\n  scrape_interval: 1m30s\n"}}"""),
            { } query when query.StartsWith("count", StringComparison.Ordinal) => StubServer.Data("vector", others),
            _ => series.Answer(asked with { Form = new(asked.Form) { ["query"] = asked.Query.Replace("[10m]", "[600000ms]", StringComparison.Ordinal) } }),
        });
        using PrometheusClient client = server.Client();
        return await new MetricsDiscovery(client, names ?? Names(), new FakeTimeProvider(StubServer.Now)).DiscoverAsync(policy, TestContext.Current.CancellationToken);
    }
}
