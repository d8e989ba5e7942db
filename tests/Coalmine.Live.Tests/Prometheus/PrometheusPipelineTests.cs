using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Coalmine.Live.Prometheus;
using Coalmine.Live.Seam;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Coalmine.Live.Tests.Prometheus;

/// <summary>Sample windows and answers made of what a server says; every number is counted by hand from the samples above it.</summary>
public sealed class PrometheusPipelineTests
{
    private const string Count = "seldon_api_executor_server_requests_seconds_count";
    private const string Bucket = "seldon_api_executor_server_requests_seconds_bucket";

    private static readonly TelemetryShape Shape = new() { LatencyBounds = [0.1, 0.25], ScrapeInterval = TimeSpan.FromSeconds(15), HasPairs = true };
    private static readonly MeasurementPlan Plan = new([new(CounterKind.Requests, 0), new(CounterKind.Errors, 0)], []);

    private readonly FakeTimeProvider _time = new(StubServer.Now);
    private readonly PodRegister _pods = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static SeriesNames Names => PlatformNames.Of(SeriesPlatform.Seldon, new SeriesTarget("fraud", "", "main", "candidate"));

    [Fact]
    public async Task EachPodHasItsOwnInstants_AndCodesAreAddedUp()
    {
        StubSeries series = new StubSeries()
            .Add(Count, "main", "m-1", "code=200", (-5, 100), (10, 140)).Add(Count, "main", "m-1", "code=503", (10, 3))
            .Add(Count, "candidate", "c-1", "code=200", (3, 7), (18, 9)).Add(Count, "candidate", "c-1", "code=404", (3, 1), (18, 1));
        MetricsReading reading = await Pipeline(series).MeasureAsync(Question(At(40)), Token);
        Assert.Equal(
            [
                "-5 m-1 100 0 | c-1 - -", "3 m-1 - - | c-1 8 0", "10 m-1 143 3 | c-1 - -", "18 m-1 - - | c-1 10 0",
            ],
            Rows(reading.Measurements.Samples));
        Assert.Equal(At(18), reading.NewestSample);
        Assert.Empty(reading.Notes);
    }

    [Fact]
    public async Task EverythingIsAskedAtOneInstant_AnIntervalAndASecondAgo_ByTheServersClock()
    {
        StubSeries series = new StubSeries().Add(Count, "main", "m-1", "code=200", (90, 5), (105, 6));
        StubServer server = new(asked => asked.Query == "time()" ? Time(90) : series.Answer(asked));
        MetricsReading reading = await Pipeline(server).MeasureAsync(Question(At(40)), Token);
        Assert.Equal(["1795953714.000"], server.All.Where(asked => asked.Query != "time()").Select(asked => asked.Form["time"]).Distinct());

        // The sample of 105 s is of our 15 s; that of 90 s is of our 0 s, the beginning, and is the reference.
        Assert.Equal(["0 m-1 5 0", "15 m-1 6 0"], Rows(reading.Measurements.Samples));
        Assert.Contains(reading.Notes, note => note.Contains("90 s ahead", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NothingIsBroughtTwice_AndLateSamplesAreMadeUp()
    {
        StubSeries series = new StubSeries()
            .Add(Count, "main", "m-1", "code=200", (1, 10), (16, 20), (31, 30), (46, 45), (61, 50))
            .Add(Count, "candidate", "c-1", "code=200", (5, 1), (20, 2), (50, 7));
        PrometheusPipeline pipeline = Pipeline(series);
        EvidenceLedger ledger = new(Plan.Counters, []);
        long total = 0, canary = 0;
        DateTimeOffset since = StubServer.Now;
        foreach (double second in new[] { 20, 36, 40, 62, 66, 80 })
        {
            MetricsReading reading = await pipeline.MeasureAsync(Question(At(second), since), Token);
            ledger.TakeChunk(reading.Measurements.Samples, 0, reading.Measurements.Samples.Rows, WeightMove.At(Moment.Start));
            total += (long)ledger.Chunk(Arm.Baseline)[0];
            canary += (long)ledger.Chunk(Arm.Canary)[0];
            since = reading.NewestSample ?? since;
            if (second == 40)
                series.Add(Count, "candidate", "c-1", "code=500", (19.5, 100));
        }

        Assert.Equal((50 - 10, 7 - 1), (total, canary));
    }

    [Fact]
    public async Task TheReferenceIsTheNewestSampleBeforeTheRollout_UnlessItIsOld()
    {
        StubSeries series = new StubSeries()
            .Add(Count, "main", "m-1", "code=200", (-40, 1), (-25, 2), (-10, 3), (5, 9))
            .Add(Count, "main", "m-0", "code=200", (-75, 500), (-60, 900));
        MetricsReading reading = await Pipeline(series).MeasureAsync(Question(At(40)), Token);
        Assert.Equal(["-10 m-1 3 0", "5 m-1 9 0"], Rows(reading.Measurements.Samples));
    }

    [Fact]
    public async Task PodsScrapedBeforeTheirFirstRequest_BeginAtNone()
    {
        StubSeries series = new StubSeries()
            .Add("up", "", "c-1", "", (-8, 0), (7, 1), (22, 1), (37, 1)).Add(Count, "candidate", "c-1", "code=200", (37, 6))
            .Add("up", "", "c-2", "", (20, 0), (35, 1)).Add(Count, "candidate", "c-2", "code=200", (35, 4));
        MetricsReading reading = await Pipeline(series).MeasureAsync(Question(At(60)), Token);
        Assert.Equal(["22 c-1 0 0 | c-2 - -", "35 c-1 - - | c-2 4 0", "37 c-1 6 0 | c-2 - -"], Rows(reading.Measurements.Samples));
    }

    [Fact]
    public async Task NotNumbers_AreNoSamples()
    {
        StubSeries series = new StubSeries().Add(Count, "main", "m-1", "code=200", (1, 5), (16, double.NaN), (31, 8));
        Assert.Equal(["1 m-1 5 0", "31 m-1 8 0"], Rows((await Pipeline(series).MeasureAsync(Question(At(60)), Token)).Measurements.Samples));
    }

    [Fact]
    public async Task Buckets_AreFoundByNumber_AndAreMissingWhereThereAreNone()
    {
        MeasurementPlan plan = new([new(CounterKind.Requests, 0), new(CounterKind.LatencyBucket, 0), new(CounterKind.LatencyBucket, 1)], []);
        StubSeries series = new StubSeries()
            .Add(Count, "main", "m-1", "code=200", (1, 5)).Add(Bucket, "main", "m-1", "code=200,le=0.10", (1, 2)).Add(Bucket, "main", "m-1", "code=200,le=1.0", (1, 5));
        Assert.Equal(["1 m-1 5 2 -"], Rows((await Pipeline(series).MeasureAsync(Question(At(60)) with { Plan = plan }, Token)).Measurements.Samples));
    }

    [Fact]
    public async Task MillisecondsOfKnativeAndIstio_AreReadAsSeconds()
    {
        MeasurementPlan plan = new([new(CounterKind.LatencyBucket, 1), new(CounterKind.LatencySum, 0)], []);
        SeriesNames names = PlatformNames.Of(SeriesPlatform.Istio, new SeriesTarget("", "", "main", "candidate") { ArmLabel = "predictor_name" });
        StubSeries series = new StubSeries()
            .Add("istio_request_duration_milliseconds_bucket", "main", "m-1", "le=250", (1, 5))
            .Add("istio_request_duration_milliseconds_sum", "main", "m-1", "", (1, 1500));
        StubServer server = new(asked => asked.Query == "time()" ? Time(0) : series.Answer(asked));
        MetricsReading reading = await Pipeline(server, names).MeasureAsync(Question(At(60)) with { Plan = plan }, Token);
        Assert.Equal(["1 m-1 5 1.5"], Rows(reading.Measurements.Samples));
        Assert.Contains(server.All, asked => asked.Query.Contains("reporter=\"destination\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("warning", "may lack a part")]
    [InlineData("error", "No answer to")]
    [InlineData("vector", "neither a number")]
    public async Task APartialAnswerOrAFailure_BringsNoRows(string fault, string note)
    {
        StubSeries series = new StubSeries().Add(Count, "main", "m-1", "code=200", (1, 5)).Add(Count, "candidate", "c-1", "code=200", (1, 5));
        StubServer server = new(asked => asked.Query == "time()" ? Time(0)
            : !asked.Query.Contains("candidate", StringComparison.Ordinal) ? series.Answer(asked)
            : fault == "warning" ? StubServer.Data("matrix", "[]", ""","warnings":["store gone"]""")
            : fault == "error" ? StubServer.Json("""{"status":"error","errorType":"execution","error":"too many samples"}""", (HttpStatusCode)422)
            : StubServer.Data("vector", "[]"));
        MetricsReading reading = await Pipeline(server).MeasureAsync(Question(At(60)), Token);
        Assert.Equal(0, reading.Measurements.Samples.Rows);
        Assert.Null(reading.NewestSample);
        Assert.Contains(reading.Notes, text => text.Contains(note, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AServerThatIsGone_IsErrors_AndIsAskedNoFurther()
    {
        MeasurementPlan plan = Plan with { Queries = [.. from text in new[] { "a", "b" } select new QueryNeed(0, Arm.Canary, new QueryQuestion.Written(text))] };
        StubServer server = new(asked => asked.Query == "time()" ? Time(0) : StubServer.Html(HttpStatusCode.Forbidden));
        MetricsReading reading = await Pipeline(server).MeasureAsync(Question(At(60)) with { Plan = plan }, Token);
        Assert.Equal([QueryAnswer.Error, QueryAnswer.Error], reading.Measurements.Answers.ToArray());
        Assert.Equal(2, server.All.Count);
    }

    [Fact]
    public async Task OnePodAtSeveralTargets_IsLeftOut()
    {
        StubSeries series = new StubSeries()
            .Add(Count, "main", "m-1", "code=200,job=a", (1, 5), (16, 6), (31, 7)).Add(Count, "main", "m-1", "code=200,job=b", (9, 5), (24, 6))
            .Add(Count, "main", "m-2", "code=200,instance=old", (1, 5), (16, 6)).Add(Count, "main", "m-2", "code=200,instance=new", (31, 2));
        MetricsReading reading = await Pipeline(series).MeasureAsync(Question(At(60)), Token);
        Assert.Equal(["1 m-2 5 0", "16 m-2 6 0", "31 m-2 2 0"], Rows(reading.Measurements.Samples));
        Assert.Contains(reading.Notes, note => note.Contains("Pod m-1 shows", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CountersOfOneProcess_MustBeScrapedTogether()
    {
        SeriesNames names = Names.With([new(CounterKind.Errors, new CounterSelector("failures_total", "predictor_name=\"$arm\""))]);
        StubSeries series = new StubSeries()
            .Add(Count, "main", "m-1", "code=200", (1, 5), (16, 6)).Add("failures_total", "main", "m-1", "", (9, 1), (24, 1))
            .Add(Count, "candidate", "c-1", "code=200", (1, 5), (16, 6)).Add("failures_total", "candidate", "c-1", "", (16, 1));
        MetricsReading reading = await Pipeline(Server(series), names).MeasureAsync(Question(At(60)), Token);
        Assert.Equal(["1 c-1 5 -", "16 c-1 6 1"], Rows(reading.Measurements.Samples));
        Assert.Contains(reading.Notes, note => note.Contains("m-1 that are set against each other", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NativeHistograms_AreRefusedWithANote()
    {
        StubServer server = new(asked => asked.Query == "time()" ? Time(0)
            : StubServer.Data("matrix", """[{"metric":{"pod":"m-1"},"histograms":[[1795953601,{"count":"1","sum":"1","buckets":[]}]]}]"""));
        MetricsReading reading = await Pipeline(server).MeasureAsync(Question(At(60)), Token);
        Assert.Equal(0, reading.Measurements.Samples.Rows);
        Assert.Contains(reading.Notes, note => note.Contains("native histogram", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PairsOfAComparator_StandWithTheFirstPodOfTheCanary()
    {
        MeasurementPlan plan = new([new(CounterKind.Requests, 0), new(CounterKind.PairsCompared, 0), new(CounterKind.PairsDisagreeing, 0)], []);
        StubSeries series = new StubSeries()
            .Add(Count, "candidate", "c-1", "code=200", (1, 5)).Add(Count, "candidate", "c-2", "code=200", (1, 6))
            .Add("model_pairs_total", "candidate", "comparator-0", "agree=true", (4, 40), (19, 50)).Add("model_pairs_total", "candidate", "comparator-0", "agree=false", (19, 2));
        MetricsReading reading = await Pipeline(series).MeasureAsync(Question(At(60)) with { Plan = plan }, Token);
        Assert.Equal(
            ["1 c-1 5 - - | c-2 6 - -", "4 c-1 - 40 0 | c-2 - - -", "19 c-1 - 52 2 | c-2 - - -"], Rows(reading.Measurements.Samples));
        Assert.Equal(["c-1", "c-2"], _pods.Names(Arm.Canary));
    }

    [Fact]
    public async Task RightAnswers_AreThoseWhoseClassesAgree()
    {
        MeasurementPlan plan = new([new(CounterKind.Labelled, 0), new(CounterKind.Right, 0), new(CounterKind.Predicted, 1)], []);
        StubSeries series = new StubSeries()
            .Add("model_labelled_total", "main", "m-1", "class=fraud,predicted=fraud", (1, 5)).Add("model_labelled_total", "main", "m-1", "class=fraud,predicted=fine", (1, 2))
            .Add("model_labelled_total", "main", "m-1", "class=fine,predicted=fine", (1, 30))
            .Add("model_predictions_total", "main", "m-1", "class=fine", (2, 32)).Add("model_predictions_total", "main", "m-1", "class=fraud", (2, 5));
        PrometheusPipeline pipeline = new(Server(series).Client(), Names, Shape with { Classes = ["fine", "fraud"] }, _time);
        MetricsReading reading = await pipeline.MeasureAsync(Question(At(60)) with { Plan = plan }, Token);
        Assert.Equal(["1 m-1 37 35 -", "2 m-1 - - 5"], Rows(reading.Measurements.Samples));
    }

    [Fact]
    public async Task Queries_AreValuesSeriesNoDataAndErrors()
    {
        string[] texts = ["scalar", "vector{arm=\"$arm\"}", "empty", "nan", "bad", "partial"];
        MeasurementPlan plan = new([], [.. texts.Select((text, i) => new QueryNeed(i, Arm.Canary, new QueryQuestion.Written(text)))]);
        StubServer server = new(asked => asked.Query switch
        {
            "time()" => Time(0),
            "scalar" => StubServer.Data("scalar", """[1,"0.25"]"""),
            "vector{arm=\"candidate\"}" => StubServer.Data("vector", """[{"metric":{"a":"1"},"value":[1,"3"]},{"metric":{"a":"2"},"value":[1,"4"]}]"""),
            "nan" => StubServer.Data("vector", """[{"metric":{},"value":[1,"NaN"]}]"""),
            "bad" => StubServer.Json("""{"status":"error","errorType":"bad_data","error":"parse error"}""", HttpStatusCode.BadRequest),
            "partial" => StubServer.Data("vector", """[{"metric":{},"value":[1,"1"]}]""", ""","warnings":["part"]"""),
            _ => StubServer.Data("vector", "[]"),
        });
        MetricsReading reading = await Pipeline(server).MeasureAsync(Question(At(60)) with { Plan = plan }, Token);
        QueryAnswer[] answers = reading.Measurements.Answers.ToArray();
        Assert.Equal([QueryAnswerKind.Value, QueryAnswerKind.Value, QueryAnswerKind.NoData, QueryAnswerKind.Value, QueryAnswerKind.Error, QueryAnswerKind.Error],
            answers.Select(answer => answer.Kind));
        Assert.Equal((0.25, 3, double.NaN), (answers[0].Value, answers[1].Value, answers[3].Value));
        Assert.Equal([3, 4], answers[1].Series.ToArray());
        Assert.Equal(4, reading.Notes.Length);

        int before = server.All.Count;
        MetricsReading one = await Pipeline(server).MeasureAsync(Question(At(60)) with { Plan = plan, Query = 0 }, Token);
        Assert.Equal([QueryAnswerKind.Value, QueryAnswerKind.NoData], one.Measurements.Answers.ToArray().Select(answer => answer.Kind).Distinct());
        Assert.Equal(before + 2, server.All.Count);
    }

    private static DateTimeOffset At(double second) => StubServer.Now.AddSeconds(second);

    private static HttpResponseMessage Time(double ahead) =>
        StubServer.Data("scalar", string.Create(CultureInfo.InvariantCulture, $"[1,\"{StubServer.Now.ToUnixTimeSeconds() + ahead}\"]"));

    private static StubServer Server(StubSeries series) => new(asked => asked.Query == "time()" ? Time(0) : series.Answer(asked));

    private PrometheusPipeline Pipeline(StubSeries series) => Pipeline(Server(series));

    private PrometheusPipeline Pipeline(StubServer server, SeriesNames? names = null) => new(server.Client(), names ?? Names, Shape, _time);

    private MetricsQuestion Question(DateTimeOffset at, DateTimeOffset? since = null) =>
        new(Plan, -1, since ?? StubServer.Now, at, new RolloutClock(StubServer.Now), _pods);

    /// <summary>Each row: its second, then each pod with its cells.</summary>
    private ImmutableArray<string> Rows(SampleWindow window) =>
    [
        .. Enumerable.Range(0, window.Rows).Select(row =>
        {
            double[] cells = window.Row(row).ToArray();
            IEnumerable<string> pods = window.Columns.Select((key, i) => (key, Text: double.IsNaN(cells[i]) ? "-" : cells[i].ToString(CultureInfo.InvariantCulture)))
                .GroupBy(cell => (cell.key.Arm, cell.key.Pod))
                .Select(pod => $"{_pods.Names(pod.Key.Arm)[pod.Key.Pod]} {string.Join(' ', pod.Select(cell => cell.Text))}");
            return string.Create(CultureInfo.InvariantCulture, $"{window.TimeOf(row).Seconds} {string.Join(" | ", pods)}");
        }),
    ];
}
