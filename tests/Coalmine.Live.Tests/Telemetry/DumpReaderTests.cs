using System.Text;
using Coalmine.Live.Prometheus;
using Coalmine.Live.Telemetry;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Live.Tests.Telemetry;

/// <summary>Dumps in the form of <c>promtool tsdb dump-openmetrics</c>, made by hand: read pod by pod, and refused at their place.</summary>
public sealed class DumpReaderTests
{
    private const string Family = "seldon_api_executor_server_requests_seconds";
    private const string Own = "deployment_name=\"fraud\",instance=\"10.0.0.1:8000\",job=\"pods\"";
    private static readonly SeriesNames Names = PlatformNames.Of(SeriesPlatform.Seldon, new SeriesTarget("fraud", "", "main", "candidate"));

    // Labels in the order of their names, without blanks; times with three digits; a series after the other, and a dead one's NaN.
    private static readonly string Dump =
        $$"""
        go_info{instance="10.0.0.1:8000",job="pods",version="a\"b} \\"} 1 1764403200.000
        model_labelled_total{class="a",{{Own}},pod="main-0",predicted="a",predictor_name="main"} 4 1764403215.000
        model_labelled_total{class="a",{{Own}},pod="main-0",predicted="b",predictor_name="main"} 1 1764403215.000
        process.odd-name{a.b="c"} -1.5e-05 1764403200.000
        {{Family}}_bucket{code="200",{{Own}},le="+Inf",pod="cand-0",predictor_name="candidate",service="predictions"} 3 1764403203.250
        {{Family}}_bucket{code="200",{{Own}},le="+Inf",pod="cand-0",predictor_name="candidate",service="predictions"} 5 1764403218.250
        {{Family}}_bucket{code="200",{{Own}},le="+Inf",pod="cand-0",predictor_name="candidate",service="predictions"} NaN 1764403233.250
        {{Family}}_bucket{code="200",{{Own}},le="0.1",pod="cand-0",predictor_name="candidate",service="predictions"} 2 1764403203.250
        {{Family}}_bucket{code="200",{{Own}},le="0.1",pod="cand-0",predictor_name="candidate",service="predictions"} 4 1764403218.250
        {{Family}}_bucket{code="200",{{Own}},le="0.1",pod="cand-0",predictor_name="candidate",service="predictions"} NaN 1764403233.250
        {{Family}}_bucket{code="200",{{Own}},le="+Inf",pod="main-0",predictor_name="main",service="predictions"} 10 1764403200.000
        {{Family}}_bucket{code="200",{{Own}},le="+Inf",pod="main-0",predictor_name="main",service="predictions"} 1.00002e+06 1764403215.000
        {{Family}}_bucket{code="200",{{Own}},le="0.1",pod="main-0",predictor_name="main",service="predictions"} 7 1764403200.000
        {{Family}}_bucket{code="200",{{Own}},le="0.1",pod="main-0",predictor_name="main",service="predictions"} 1e+06 1764403215.000
        {{Family}}_count{code="200",{{Own}},pod="cand-0",predictor_name="candidate",service="predictions"} 3 1764403203.250
        {{Family}}_count{code="200",{{Own}},pod="cand-0",predictor_name="candidate",service="predictions"} 5 1764403218.250
        {{Family}}_count{code="200",{{Own}},pod="cand-0",predictor_name="candidate",service="predictions"} NaN 1764403233.250
        {{Family}}_count{code="200",{{Own}},pod="main-0",predictor_name="main",service="predictions"} 10 1764403200.000
        {{Family}}_count{code="200",{{Own}},pod="main-0",predictor_name="main",service="predictions"} 1.00002e+06 1764403215.000
        {{Family}}_count{code="200",{{Own}},pod="other-0",predictor_name="elsewhere",service="predictions"} 99 1764403200.000
        {{Family}}_count{code="500",{{Own}},pod="main-0",predictor_name="main",service="predictions"} 2 1764403215.000
        # EOF

        """.ReplaceLineEndings("\n");

    [Fact]
    public async Task Dump_IsReadPodByPod()
    {
        SeriesReading reading = await Reading(Dump);
        Assert.Empty(reading.Findings);
        Assert.Equal([(Arm.Baseline, "main-0"), (Arm.Canary, "cand-0")], reading.Pods.Select(pod => (pod.Arm, pod.Pod)));
        PodReading[] main = [.. reading.Pods[0].Readings];
        Assert.Equal([(1764403200000, 10.0, 0.0, 0.0, 0.0), (1764403215000, 1000022, 2, 5, 4)],
            main.Select(each => (each.Milliseconds, each.Requests, each.Errors, each.Labelled, each.Right)));
        Assert.True(reading is { HasErrors: true, HasLabels: true });
        Assert.Equal([0.1], reading.LatencyBounds);
        Assert.Equal([7.0, 1e6], main.Select(each => Assert.Single(each.Buckets)));
        Assert.Equal([(1764403203250, 3.0, 2.0), (1764403218250, 5, 4)],
            reading.Pods[1].Readings.Select(each => (each.Milliseconds, each.Requests, Assert.Single(each.Buckets))));
    }

    [Fact]
    public async Task OtherLinesOfOpenMetrics_CommentsExemplarsAndBlanks_ArePassedOver()
    {
        string series = $"{Family}_count{{ {Own.Replace(",", " , ", StringComparison.Ordinal)}, predictor_name=\"main\",pod=\"a\", service=\"predictions\", }}";
        SeriesReading reading = await Reading(
            $"\uFEFF# TYPE {Family} histogram\r\n# HELP {Family} Time.\r\n{series}  5.0\t1 # {{trace_id=\"x\"}} 0.67 1\r\n\r\n{series} 6 2.5 \r\n# EOF\r\n");
        Assert.Equal([(1000, 5.0), (2500, 6.0)], Assert.Single(reading.Pods).Readings.Select(each => (each.Milliseconds, each.Requests)));
    }

    [Theory]
    [InlineData("", "CM3469", 1, 1)]
    [InlineData("a 1 1.000\n", "CM3469", 1, 1)]
    [InlineData("# EOF\na 1 1.000\n# EOF\n", "CM3469", 2, 1)]
    [InlineData("a 1 1.000\n<html>\n# EOF\n", "CM3463", 2, 6)]
    [InlineData("a 1 1.000 4\n# EOF\n", "CM3463", 1, 3)]
    [InlineData("a{b=\"c} 1 1.000\n# EOF\n", "CM3464", 1, 2)]
    [InlineData("F{b=c} 1 1.000\n# EOF\n", "CM3464", 1, 53)]
    [InlineData("F{b=~\"c\"} 1 1.000\n# EOF\n", "CM3464", 1, 1)]
    [InlineData("F{b=\"c\",b=\"d\"} 1 1.000\n# EOF\n", "CM3464", 1, 1)]
    [InlineData("a{} 1\n# EOF\n", "CM3465", 1, 5)]
    [InlineData("a{} 1 1764403200000\n# EOF\n", "CM3466", 1, 7)]
    [InlineData("a{} 1 soon\n# EOF\n", "CM3466", 1, 7)]
    [InlineData("a{} 1 -5\n# EOF\n", "CM3466", 1, 7)]
    [InlineData("a{} many 1.000\n# EOF\n", "CM3467", 1, 5)]
    [InlineData("MAIN -1 1.000\n# EOF\n", "CM3467", 1, 120)]
    [InlineData("MAIN +Inf 1.000\n# EOF\n", "CM3467", 1, 120)]
    [InlineData("MAIN 1 1.000\nMAIN 2 1.000\n# EOF\n", "CM3468", 2, 122)]
    [InlineData("a 1 1.000\n~\n# EOF\n", "CM1003", 2, 1)]
    public void WrongText_IsRefusedAtItsPlace(string text, string id, int line, int column)
    {
        string filled = text.Replace("MAIN", "F{deployment_name=\"fraud\",predictor_name=\"main\",service=\"predictions\"}", StringComparison.Ordinal)
            .Replace("F{", $"{Family}_count{{", StringComparison.Ordinal);

        // A byte that no text has stands for a tilde, but where an operator is written so.
        byte[] bytes = [.. Encoding.UTF8.GetBytes(filled).Select(letter => letter == (byte)'~' && id == "CM1003" ? (byte)0xFF : letter)];
        Diagnostic said = Assert.Single(Assert.IsType<ReadResult<SampleDump>.Refused>(DumpReader.Read("d.om", bytes, Names)).Diagnostics);
        Assert.Equal((id, line, column), (said.Id, said.Position.Line, said.Position.Column));
    }

    [Fact]
    public void TooLargeAFile_IsRefused()
    {
        byte[] bytes = new byte[DumpReader.MostBytes + 1];
        Diagnostic said = Assert.Single(Assert.IsType<ReadResult<SampleDump>.Refused>(DumpReader.Read("d.om", bytes, Names)).Diagnostics);
        Assert.Equal("CM1004", said.Id);
    }

    // Cut anywhere, a dump is refused at a place within it: a name that ends early, a time that lost its digits, a missing end.
    [Fact]
    public void DumpThatIsCutOff_IsRefusedWhereverItIsCut()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Dump);
        int lines = Dump.Count(letter => letter == '\n');
        for (int length = 0; length < whole.Length - 1; length++)
        {
            var refused = Assert.IsType<ReadResult<SampleDump>.Refused>(DumpReader.Read("d.om", whole.AsMemory(0, length), Names));
            Assert.InRange(Assert.Single(refused.Diagnostics).Position.Line, 1, lines);
        }
    }

    [Fact]
    public async Task DumpOfAnotherService_SaysWhatItLooksFor()
    {
        SeriesReading reading = await Reading("up{job=\"pods\"} 1 1764403200.000\n# EOF\n");
        Message said = Assert.Single(reading.Findings);
        Assert.Equal(("CM3016", Severity.Error), (said.Id, said.Severity));
        Assert.Contains("--baseline", said.Text, StringComparison.Ordinal);
    }

    private static async Task<SeriesReading> Reading(string text)
    {
        SampleDump dump = Assert.IsType<ReadResult<SampleDump>.Read>(DumpReader.Read("d.om", Encoding.UTF8.GetBytes(text), Names)).Value;
        return await new SeriesReader(dump, Names).ReadAsync(dump.Span, TestContext.Current.CancellationToken);
    }
}
