using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Rules;
using Coalmine.PromQL.Series;
using Xunit;

namespace Coalmine.PromQL.Tests.Differential;

/// <summary>
/// The same rules over the same series, here and in Prometheus 2.42 (promtool), seen through the series that they write. None of them may fail: promtool
/// would stop there.
/// </summary>
public class RuleTests
{
    private const long Interval = 30_000;
    private const string Requests = "seldon_api_executor_client_requests_seconds_count";

    private static readonly (string Record, string Query, string Label, string Value)[] Recordings =
    [
        ("arm:requests:rate2m", $"sum by (predictor_name) (rate({Requests}[2m]))", "", ""),
        ("pod:errors:rate2m", $"sum by (pod) (rate({Requests}{{code=\"500\"}}[2m]))", "team", "ml"),
        ("pod:errors:share", $"pod:errors:rate2m / on (pod) sum by (pod) (rate({Requests}[2m]))", "", ""),
        ("accuracy", "model_accuracy > 0.93", "deployment_name", ""),
        ("arm:requests:trend", "deriv(arm:requests:rate2m[3m])", "", ""),
        ("two", "1 + 1", "", ""),
    ];

    private static readonly (string Name, string Query, int For, int Keep, string Label, string Value)[] Alerts =
    [
        ("HighErrors", "pod:errors:share > 0.012", 60, 0, "severity", "page"),
        ("LowAccuracy", "model_accuracy < 0.95", 30, 90, "copy", "{{ $labels.pod }} of {{ $labels.none }}"),
        ("Gone", "absent(model_accuracy{pod=\"canary-0\"})", 0, 0, "", ""),
        ("Kept", "accuracy > 0.97", 0, 60, "", ""),
        ("Slow", "arm:requests:trend < 0", 120, 0, "severity", "info"),
    ];

    [Fact]
    public void Rules_OverTheSameSeries_WriteWhatPrometheusWrites()
    {
        string promtool = Promtool.Find();
        var world = new GuideWorld();
        string[] queries = ["{__name__=~\"arm:.*|pod:.*|accuracy|two\"}", "ALERTS", "ALERTS_FOR_STATE", "count(ALERTS) by (alertname, alertstate)"];
        long[] moments = [.. Enumerable.Range(0, 43).Select(i => i * Interval)];
        var questions = (from moment in moments from query in queries select (query, moment)).ToList();
        var answers = Promtool.Ask(promtool, world.InputSeries(), questions, RuleFile(), "30s");
        var store = world.Fill();
        var rules = BoundRules.Bind(store, [Group()]);
        BoundQuery[] bound = [.. queries.Select(query => Compiled(CompiledQuery.Compile(query)).Bind(store))];
        var differences = new List<string>();
        int told = 0;
        for (int i = 0; i < questions.Count; i++)
        {
            if (i % queries.Length == 0)
                told += rules.Evaluate(0, questions[i].moment).Count;
            string difference = Agreement.Difference(bound[i % queries.Length].Evaluate(questions[i].moment), answers[i]);
            if (difference.Length > 0)
                differences.Add($"{questions[i]}: {difference}");
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.True(told > 50, $"{told}");
    }

    private static CompiledQuery Compiled(CompileResult result) => Assert.IsType<CompileResult.Compiled>(result).Query;

    private static RuleGroup Group()
    {
        CompiledQuery Query(string text) => Compiled(RuleQuery.Compile(text, new PromQLOptions(PromQLMode.V2)));
        var recordings = Recordings.Select(one => (Rule)new Rule.Recording(one.Record, Query(one.Query), one.Label == "" ? [] : [new Label(one.Label, one.Value)]));
        var alerts = Alerts.Select(one => (Rule)new Rule.Alerting(one.Name, Query(one.Query), one.Label == "" ? [] : [Templated(one.Label, one.Value)])
        {
            ForMilliseconds = one.For * 1_000L,
            KeepFiringForMilliseconds = one.Keep * 1_000L,
        });
        return new RuleGroup("g", Interval, [.. recordings, .. alerts]);
    }

    private static TemplatedLabel Templated(string name, string value)
    {
        Assert.True(LabelTemplate.TryParse(value, out var template, out string problem), problem);
        return new TemplatedLabel(name, template);
    }

    private static string RuleFile()
    {
        static string Labels(string label, string value) => label == "" ? "" : $"      labels: {{{label}: {Promtool.Quote(value)}}}\n";
        var recordings = Recordings.Select(one => $"    - record: {one.Record}\n      expr: {Promtool.Quote(one.Query)}\n{Labels(one.Label, one.Value)}");
        var alerts = Alerts.Select(one =>
            $"    - alert: {one.Name}\n      expr: {Promtool.Quote(one.Query)}\n      for: {one.For}s\n      keep_firing_for: {one.Keep}s\n{Labels(one.Label, one.Value)}");
        return $"groups:\n  - name: g\n    rules:\n{string.Concat(recordings)}{string.Concat(alerts)}";
    }
}
