using Coalmine.Live.Prometheus;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Testing.Prometheus;
using Xunit;

namespace Coalmine.Live.Tests.Prometheus;

/// <summary>
/// A real Prometheus scrapes pods that are born, restart and miss scrapes; what the pipeline and the ledger make of it is what the pods really counted. Nothing is
/// random: what a pod shows depends on its scrapes only.
/// </summary>
public sealed class RealPrometheusTests
{
    /// <summary>From here on nothing counts any more.</summary>
    private const int LastScrape = 9;

    private static readonly SeriesNames Names = PlatformNames.Of(SeriesPlatform.Seldon, new SeriesTarget("fraud", "", "main", "candidate"));
    private static readonly MeasurementPlan Plan = new(
        [new(CounterKind.Requests, 0), new(CounterKind.Errors, 0), new(CounterKind.LatencyBucket, 0)],
        [new QueryNeed(0, Arm.Baseline, new QueryQuestion.Usual(new Rollouts.Checks.Metric.Errors(), TimeSpan.FromSeconds(30)))]);

    [Fact]
    public async Task Counts_AreTheTruth_AndAServerThatIsKilledIsNoData()
    {
        if (!PrometheusProcess.IsPromised)
            Assert.SkipWhen(PrometheusProcess.Missing.Length > 0, PrometheusProcess.Missing);
        CancellationToken token = TestContext.Current.CancellationToken;
        await using ScrapedPods pods = await ScrapedPods.StartAsync(new()
        {
            ["main-0"] = scrape => Shown("main", 100 + 10 * Last(scrape), scrape < 3 ? 0 : Last(scrape) - 1),
            ["main-1"] = scrape => scrape == 4 ? null : Shown("main", 50 + 5 * Last(scrape), 0),
            ["candidate-0"] = scrape => scrape < 2 ? "other_total 1\n" : Shown("candidate", scrape < 6 ? 3 + 2 * scrape : Last(scrape) - 5, 0),
        });
        DateTimeOffset origin = DateTimeOffset.UtcNow;
        await using PrometheusProcess prometheus = await PrometheusProcess.StartAsync(pods.Configuration);
        using PrometheusClient client = new(new PrometheusConnection(prometheus.Address) { Retries = 1 }, TimeProvider.System);
        PrometheusPipeline pipeline = new(client, Names, new TelemetryShape { LatencyBounds = [0.1, 0.25], ScrapeInterval = TimeSpan.FromSeconds(1) }, TimeProvider.System);
        PodRegister register = new();
        EvidenceLedger ledger = new(Plan.Counters, []);
        double[] baseline = new double[3], canary = new double[3];
        MetricsQuestion question = new(Plan, -1, origin, origin, new RolloutClock(origin), register);
        MetricsReading reading;
        int afterwards = 0;
        do
        {
            await Task.Delay(700, token);
            question = question with { At = DateTimeOffset.UtcNow };
            reading = await pipeline.MeasureAsync(question, token);
            ledger.TakeChunk(reading.Measurements.Samples, 0, reading.Measurements.Samples.Rows, WeightMove.At(Moment.Start));
            for (int need = 0; need < 3; need++)
            {
                baseline[need] += ledger.Chunk(Arm.Baseline)[need];
                canary[need] += ledger.Chunk(Arm.Canary)[need];
            }

            question = question with { Since = reading.NewestSample ?? question.Since };
            if (pods.Scrapes > LastScrape + 1)
                afterwards++;
        }
        while (afterwards < 6);

        // main-0: 9 times 10 and 8 errors, which were born with 2; main-1: 9 times 5. The canary: from its empty scrape to 13, then 4 after its restart.
        Assert.Equal([90 + 8 + 45, 8, 90 + 45], baseline);
        Assert.Equal([13 + 4, 0, 13 + 4], canary);
        Assert.Equal(["candidate-0"], register.Names(Arm.Canary));
        Assert.Equal(QueryAnswerKind.Value, reading.Measurements.Answers[0].Kind);

        DiscoveredMetrics discovered = await new MetricsDiscovery(client, Names, TimeProvider.System).DiscoverAsync(null, token);
        Assert.Equal([0.1, 0.25], discovered.Shape!.LatencyBounds);
        Assert.Equal(TimeSpan.FromSeconds(1), discovered.Shape.ScrapeInterval);
        Assert.Empty(discovered.Findings);
        Assert.Equal(2, discovered.Presence.Single(each => each is { Kind: CounterKind.Requests, Arm: Arm.Baseline }).Pods);
        Assert.NotEmpty(discovered.Version);

        await prometheus.KillAsync();
        reading = await pipeline.MeasureAsync(question with { At = DateTimeOffset.UtcNow }, token);
        Assert.Equal((0, QueryAnswerKind.Error), (reading.Measurements.Samples.Rows, reading.Measurements.Answers[0].Kind));
        Assert.Contains("cannot be reached", Assert.Single(reading.Notes), StringComparison.Ordinal);
    }

    private static int Last(int scrape) => Math.Min(scrape, LastScrape);

    private static string Shown(string arm, double answered, double errors)
    {
        const string Name = "seldon_api_executor_server_requests_seconds";
        string text = "";
        foreach (string le in new[] { "0.1", "0.25", "+Inf" })
            text += ScrapedPods.Line(Name + "_bucket", arm, $"service=\"predictions\",code=\"200\",le=\"{le}\"", answered);
        text += ScrapedPods.Line(Name + "_count", arm, "service=\"predictions\",code=\"200\"", answered);
        text += ScrapedPods.Line(Name + "_count", arm, "service=\"feedback\",code=\"200\"", 1000 * answered);
        return errors > 0 ? text + ScrapedPods.Line(Name + "_count", arm, "service=\"predictions\",code=\"503\"", errors) : text;
    }
}
