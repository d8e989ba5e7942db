using System.Collections.Immutable;
using Coalmine.Live.Prometheus;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Metrics;
using Coalmine.Simulation.Worlds;
using Xunit;

namespace Coalmine.Conformance.Tests.Prometheus;

/// <summary>
/// The live shell, asking a running Prometheus for the series of a simulated rollout, counts what the simulated shell counts of the same scrapes: with pods that
/// come, go, crash and miss scrapes. Seeds are fixed, so there are no false alarms.
/// </summary>
public sealed class LiveSamplesTests
{
    private const long DayInMilliseconds = 86_400_000;

    private static readonly SeriesNames Names =
        PlatformNames.Of(SeriesPlatform.SeldonClient, new SeriesTarget("model", "", "baseline", "canary"));

    /// <summary>
    /// Equal to the last count where pods do not crash. A process that ends and counts beyond its old value before the next scrape that shows it cannot be told from
    /// one that went on; the simulated shell sees its empty scrape in between, and Prometheus has no sample of it. Then live counts less, never more.
    /// </summary>
    [Theory]
    [InlineData("plain", 0)]
    [InlineData("jittery", 0)]
    [InlineData("crashing", 0.01)]
    public async Task LiveEvidence_IsTheSimulatedOne(string name, double lost)
    {
        CompiledWorld world = CompiledWorld.Compile(name switch { "plain" => AskedWorld.Plain, "jittery" => AskedWorld.Jittery, _ => AskedWorld.Crashing });
        MeasurementPlan plan = new(
        [
            new(CounterKind.Requests, 0), new(CounterKind.Errors, 0), new(CounterKind.LatencyBucket, 5), new(CounterKind.LatencyBucket, 6),
            new(CounterKind.LatencySum, 0), new(CounterKind.Conversions, 0), new(CounterKind.RevenueBucket, 1), new(CounterKind.RevenueSum, 0),
            new(CounterKind.RevenueCount, 0),
        ],
        []);
        QueryPanel panel = QueryPanel.Bind(world.Scraped, [], ImmutableArray.CreateBuilder<UnboundQuery>());
        PlayedWorld played = PlayedWorld.Play(world, panel, SeldonSeries.Of(world.Scraped, tellsCodesApart: true), 0, plan);
        await using PrometheusServer server = await PrometheusServer.StartAsync();
        await server.WriteAsync(played.Series, DayInMilliseconds);

        using PrometheusClient client = new(new PrometheusConnection(server.Address), TimeProvider.System);
        PrometheusPipeline pipeline = new(client, Names, world.Shape, TimeProvider.System);
        DateTimeOffset origin = DateTimeOffset.FromUnixTimeMilliseconds(DayInMilliseconds);
        MetricsQuestion question = new(plan, -1, origin, origin, new RolloutClock(origin), new PodRegister());
        EvidenceLedger live = new(plan.Counters, []);
        int rows = 0;
        for (int second = 50; second < 2_600; second += 73)
        {
            question = question with { At = origin.AddSeconds(second) };
            MetricsReading reading = await pipeline.MeasureAsync(question, TestContext.Current.CancellationToken);
            live.TakeChunk(reading.Measurements.Samples, 0, reading.Measurements.Samples.Rows, WeightMove.At(Moment.Start));
            rows += reading.Measurements.Samples.Rows;
            question = question with { Since = reading.NewestSample ?? question.Since };
        }

        EvidenceLedger simulated = new(plan.Counters, []);
        SampleWindow samples = WithoutCanaryAtStart(played.Samples!);
        simulated.TakeChunk(samples, 0, samples.Rows, WeightMove.At(Moment.Start));
        Assert.InRange(rows, 100, int.MaxValue);
        foreach (Arm arm in new[] { Arm.Baseline, Arm.Canary })
            for (int need = 0; need < plan.Counters.Length; need++)
                Assert.InRange(live.Step(arm)[need], (1 - lost) * simulated.Step(arm)[need] - 1e-6, simulated.Step(arm)[need] + 1e-6);
        Assert.InRange(live.Step(Arm.Canary)[1], 20, double.MaxValue);
        Assert.Equal(simulated.CanaryPods, live.CanaryPods);
    }

    // The played world's canary is there at its first scrape, two minutes before the rollout gives it pods.
    private static SampleWindow WithoutCanaryAtStart(SampleWindow window)
    {
        SampleWindow copy = new(window.Columns);
        for (int row = 0; row < window.Rows; row++)
        {
            Span<double> cells = copy.Add(window.TimeOf(row));
            for (int column = 0; column < cells.Length; column++)
                cells[column] = row == 0 && window.Columns[column].Arm == Arm.Canary ? double.NaN : window.Row(row)[column];
        }

        return copy;
    }

    [Fact]
    public void UsualQueries_AreWordedAsInTheSimulation()
    {
        foreach (Metric metric in new Metric[]
                 {
                     new Metric.LatencyQuantile(0.99), new Metric.LatencyMean(), new Metric.Errors(), new Metric.Accuracy(), new Metric.Conversion(), new Metric.Revenue(),
                 })
        {
            QueryQuestion question = new QueryQuestion.Usual(metric, TimeSpan.FromSeconds(90));
            string live = UsualQueries.Text(Names, question, Arm.Canary);

            // The live names leave feedback and the like out, and take codes of servers' errors for errors, where worlds have only requests of code 200 and 500.
            string bare = live.Replace(",service!~\".*(feedback|status|metadata).*\"", "", StringComparison.Ordinal)
                .Replace("code=~\"5..\"", "code!=\"200\"", StringComparison.Ordinal);
            Assert.Equal(PlatformQueries.Text(question, Arm.Canary), bare);
        }
    }
}
