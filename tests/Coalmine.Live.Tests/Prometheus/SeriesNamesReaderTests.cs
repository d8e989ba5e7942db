using System.Text;
using Coalmine.Live.Prometheus;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.PromQL.Parsing;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Live.Tests.Prometheus;

/// <summary>Names of platforms, and what files say otherwise. Selectors are those of serving platforms' own sources.</summary>
public sealed class SeriesNamesReaderTests
{
    [Theory]
    [InlineData("seldon", CounterKind.Requests,
        "seldon_api_executor_server_requests_seconds_count{deployment_name=\"fraud\",namespace=\"models\",predictor_name=\"b\",service=\"predictions\"}")]
    [InlineData("knative", CounterKind.Requests, "revision_request_count{service_name=\"fraud\",namespace_name=\"models\",revision_name=\"b\"}")]
    [InlineData("knative-opentelemetry", CounterKind.LatencySum, "kn_serving_invocation_duration_seconds_sum{kn_revision_name=\"b\"}")]
    [InlineData("istio", CounterKind.Requests,
        "istio_requests_total{destination_workload_namespace=\"models\",destination_workload=\"b\",reporter=\"destination\"}")]
    public void Platforms_NameTheirSeries(string platform, CounterKind kind, string selector)
    {
        SeriesNames names = Read($"platform: {platform}\nname: fraud\nnamespace: models\nbaseline: b\ncanary: c\n");
        Assert.Equal(selector, names.Counters[kind].FamilyOf(names.NameOf(Arm.Baseline)));
    }

    [Theory]
    [InlineData("seldon", 1, "pod")]
    [InlineData("seldon-grpc", 1, "pod")]
    [InlineData("seldon-client", 1, "pod")]
    [InlineData("knative", 1000, "pod_name")]
    [InlineData("knative-opentelemetry", 1, "pod")]
    [InlineData("istio", 1000, "pod")]
    public void EverySelectorAndQuery_IsPromQL(string platform, double units, string podLabel)
    {
        SeriesNames names = Read($"platform: {platform}\nname: fraud\nbaseline: b\ncanary: 'c\"1\\2'\n");
        Assert.Equal((units, podLabel), (names.Counters[CounterKind.LatencyBucket].UnitsPerOne, names.PodLabel));
        foreach (CounterSelector selector in names.Counters.Values)
        {
            Assert.IsType<ParseResult.Parsed>(PromQLParser.Parse(selector.FamilyOf(names.Canary)));
            Assert.Equal("", FamilyQuestions.ConditionsOf(selector, names.Canary).Problem);
        }

        foreach (Metric metric in new Metric[]
                 {
                     new Metric.LatencyQuantile(0.99), new Metric.LatencyMean(), new Metric.Errors(), new Metric.Accuracy(), new Metric.Conversion(), new Metric.Revenue(),
                 })
            Assert.IsType<ParseResult.Parsed>(PromQLParser.Parse(UsualQueries.Text(names, new QueryQuestion.Usual(metric, TimeSpan.FromMinutes(5)), Arm.Canary)));
    }

    [Fact]
    public void Milliseconds_AreDividedInQueries()
    {
        SeriesNames names = Read("platform: istio\nbaseline: b\ncanary: c\n");
        Assert.Equal(
            "histogram_quantile(0.99, sum(rate(istio_request_duration_milliseconds_bucket{destination_workload=\"c\",reporter=\"destination\"}[300s])) by (le)) / 1000",
            UsualQueries.Text(names, new QueryQuestion.Usual(new Metric.LatencyQuantile(0.99), TimeSpan.FromMinutes(5)), Arm.Canary));
        Assert.Equal(
            "sum(rate(istio_requests_total{destination_workload=\"c\",reporter=\"destination\",response_code=~\"5..\"}[90s]) or "
            + "rate(istio_requests_total{destination_workload=\"c\",reporter=\"destination\",response_code=\"200\",grpc_response_status=~\"[1-9].*\"}[90s]))"
            + " / sum(rate(istio_requests_total{destination_workload=\"c\",reporter=\"destination\"}[90s]))",
            UsualQueries.Text(names, new QueryQuestion.Usual(new Metric.Errors(), TimeSpan.FromSeconds(90)), Arm.Canary));
    }

    [Fact]
    public void Bind_NamesWhatNoPlatformHas()
    {
        SeriesNames names = Read("""
            baseline: v1
            canary: v2
            podLabel: kubernetes_pod_name
            bind:
              - { measures: requests, metric: answers_total, where: 'variant="$arm"' }
              - { measures: errors, metric: answers_total, where: 'variant="$arm"', of: ['kind="fail"', 'kind="timeout",final="yes"'] }
              - { measures: latencyBuckets, metric: answer_ms_bucket, where: 'variant="$arm"', unit: milliseconds }
              - { measures: right, metric: judged_total, where: 'variant="$arm"', agreeing: [truth, said] }
              - { measures: predictions, metric: said_total, where: 'variant="$arm"', classLabel: said }
              - { measures: quality, metric: my_quality, where: 'variant="$arm"' }
            """);
        Assert.Equal(["answers_total{variant=\"v2\",kind=\"fail\"}", "answers_total{variant=\"v2\",kind=\"timeout\",final=\"yes\"}"],
            names.Counters[CounterKind.Errors].MembersOf(names.Canary));
        Assert.Equal(1000, names.Counters[CounterKind.LatencyBucket].UnitsPerOne);
        Assert.Equal(("truth", "said"), names.Counters[CounterKind.Right].Agreeing);
        Assert.Equal("said", names.Counters[CounterKind.Predicted].IndexLabel);
        Assert.Equal("my_quality", names.Quality!.Metric);
        Assert.Equal("kubernetes_pod_name", names.PodLabel);
    }

    [Theory]
    [InlineData("platform: seldno\n", "1:11", "CM1")]
    [InlineData("baseline: a\ncanary: b\n", "1:1", "CM3024")]
    [InlineData("platform: seldon\nbaseline: a\ncanary: a\n", "3:9", "CM3023")]
    [InlineData("platform: seldon\nbind:\n  - { measures: errors, metric: e_total }\n", "3:5", "CM3025")]
    [InlineData("platform: seldon\nbind:\n  - { measures: errors, metric: e total, where: 'a=\"$arm\"' }\n", "3:5", "CM3008")]
    [InlineData("platform: seldon\nbind:\n  - { measures: errors, metric: e, where: 'a=\"$arm\"', of: ['code=~\"[\"'] }\n", "3:5", "CM3008")]
    [InlineData("platform: seldon\nbind:\n  - { measures: right, metric: e, where: 'a=\"$arm\"', agreeing: [one] }\n", "3:64", "CM3026")]
    [InlineData("platform: seldon\nbind:\n  - { measures: speed, metric: e }\n", "3:17", "CM1")]
    [InlineData("platfrom: seldon\n", "1:1", "CM1")]
    public void Mistakes_AreLocated(string text, string place, string id)
    {
        DiagnosticList said = new("live.yaml");
        Assert.False(new SeriesNamesReader().TryRead(Root(text), said, out _));
        Assert.Contains(said.All, diagnostic => diagnostic.Position.ToString() == place && diagnostic.Id.StartsWith(id, StringComparison.Ordinal));
    }

    private static SeriesNames Read(string text)
    {
        DiagnosticList said = new("live.yaml");
        bool isRead = new SeriesNamesReader().TryRead(Root(text), said, out SeriesNames? names);
        Assert.True(isRead, string.Join('\n', said.All));
        return names!;
    }

    private static Node Root(string text) => Assert.IsType<ReadResult<Document>.Read>(
        SourceDecoder.Decode("live.yaml", Encoding.UTF8.GetBytes(text)).Then(YamlLoader.LoadOne)).Value.Root;
}
