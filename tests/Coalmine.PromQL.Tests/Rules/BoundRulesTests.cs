using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Rules;
using Coalmine.PromQL.Series;
using Coalmine.Testing;
using Xunit;

namespace Coalmine.PromQL.Tests.Rules;

/// <summary>Expectations by rules/group.go, recording.go and alerting.go of Prometheus 3.14, worked out by hand; times in seconds.</summary>
public class BoundRulesTests
{
    private static readonly PromQLOptions Options = new(PromQLMode.V2);

    private readonly SeriesStore store = new(Retention.Everything);

    private static CompiledQuery Query(string text) => Assert.IsType<CompileResult.Compiled>(RuleQuery.Compile(text, Options)).Query;

    private static Rule.Recording Recording(string name, string query, params Label[] labels) => new(name, Query(query), labels);

    private static Rule.Alerting Alerting(string name, string query, int forSeconds = 0, params (string Name, string Value)[] labels) =>
        new(name, Query(query), [.. labels.Select(label => new TemplatedLabel(label.Name, Template(label.Value)))]) { ForMilliseconds = forSeconds * 1000 };

    private static LabelTemplate Template(string text)
    {
        Assert.True(LabelTemplate.TryParse(text, out var template, out string problem), problem);
        return template;
    }

    private BoundRules Bind(params Rule[] rules) => BoundRules.Bind(store, [new RuleGroup("g", 30_000, rules)]);

    private static string Told(BoundRules rules, int seconds) =>
        string.Join(", ", rules.Evaluate(0, seconds * 1000L).Select(one => $"{one.From}-{one.To} {one.Value}"));

    private string Ask(string query, int seconds)
    {
        var result = Query(query).Bind(store).Evaluate(seconds * 1000L);
        return string.Join(", ", Enumerable.Range(0, result.Count).Select(i => $"{result.LabelsAt(i)} {result.ValueAt(i)}"));
    }

    /// <summary>5 m at 30 s: the first true evaluation and ten more.</summary>
    [Fact]
    public void Alert_ForFiveMinutesEveryThirtySeconds_FiresAtTheEleventhTrueEvaluation()
    {
        int x = store.Add(Labels.Metric("x", ("pod", "a")));
        var rules = Bind(Alerting("High", "x > 1", 300));
        for (int seconds = 0; seconds <= 330; seconds += 30)
        {
            store.Append(x, seconds * 1000L, seconds == 0 ? 1 : 2);
            string expected = seconds switch { 30 => "Inactive-Pending 2", 330 => "Pending-Firing 2", _ => "" };
            Assert.Equal(expected, Told(rules, seconds));
        }
    }

    [Fact]
    public void Alert_WithOneFalseEvaluation_StartsItsWaitAnew()
    {
        int x = store.Add(Labels.Metric("x"));
        var rules = Bind(Alerting("High", "x > 1", 60));
        string[] expected = ["Inactive-Pending 5", "", "Pending-Inactive 5", "Inactive-Pending 7", "", "Pending-Firing 7"];
        double[] values = [5, 5, 1, 7, 7, 7];
        for (int i = 0; i < values.Length; i++)
        {
            store.Append(x, i * 30_000L, values[i]);
            Assert.Equal(expected[i], Told(rules, i * 30));
        }
    }

    [Fact]
    public void Alert_WithoutFor_FiresAtOnceAndResolvesWhenDataStops()
    {
        int x = store.Add(Labels.Metric("x", ("pod", "a")));
        var rules = Bind(Alerting("High", "x > 1", 0, ("severity", "page"), ("who", "pod {{ $labels.pod }} of {{ .Labels.none }}")));
        store.Append(x, 0, 3);

        var fired = Assert.Single(rules.Evaluate(0, 0));
        Assert.Equal((AlertState.Inactive, AlertState.Firing, 0L), (fired.From, fired.To, fired.ActiveAt));
        Assert.Equal("{alertname=\"High\", pod=\"a\", severity=\"page\", who=\"pod a of \"}", fired.Labels.ToString());
        // The series ends: nothing is the same as false.
        store.AppendStale(x, 30_000);
        Assert.Equal("Firing-Resolved 3", Told(rules, 30));
    }

    [Fact]
    public void Alert_KeptFiring_ResolvesOnlyAfterThatTime()
    {
        int x = store.Add(Labels.Metric("x"));
        var rules = Bind(Alerting("High", "x > 1") with { KeepFiringForMilliseconds = 60_000 });
        string[] expected = ["Inactive-Firing 2", "", "", "", "", "Firing-Resolved 2"];
        // Gone at 30, back at 60 (which ends the keeping), gone from 90 on: kept at 90 and 120, over at 150.
        double[] values = [2, 0, 2, 0, 0, 0];
        for (int i = 0; i < values.Length; i++)
        {
            store.Append(x, i * 30_000L, values[i]);
            Assert.Equal(expected[i], Told(rules, i * 30));
        }
    }

    [Fact]
    public void Alert_Active_IsASeriesOfItsOwn()
    {
        int x = store.Add(Labels.Metric("x"));
        var rules = Bind(Alerting("High", "x > 1", 30));
        store.Append(x, 10_000, 2);
        rules.Evaluate(0, 10_000);

        Assert.Equal("ALERTS{alertname=\"High\", alertstate=\"pending\"} 1", Ask("ALERTS", 10));
        Assert.Equal("ALERTS_FOR_STATE{alertname=\"High\"} 10", Ask("ALERTS_FOR_STATE", 10));
        rules.Evaluate(0, 40_000);
        Assert.Equal("ALERTS{alertname=\"High\", alertstate=\"firing\"} 1", Ask("ALERTS", 40));
        store.Append(x, 70_000, 0);
        rules.Evaluate(0, 70_000);
        Assert.Equal("", Ask("{__name__=~\"ALERTS.*\"}", 70));
    }

    [Fact]
    public void Recording_WritesTheResultUnderItsNameAndLabels_AndALaterRuleSeesIt()
    {
        int x = store.Add(Labels.Metric("x", ("pod", "a"), ("zone", "z")));
        var rules = Bind(
            Alerting("TooEarly", "pods:x:sum > 1"),
            Recording("pods:x:sum", "sum by (zone, pod) (x)", new Label("zone", ""), new Label("team", "t")),
            Recording("one", "1 + 1"),
            Alerting("High", "pods:x:sum > 1"));
        store.Append(x, 0, 5);

        // The first rule of the group sees only what the evaluation before has written.
        Assert.Equal(["High"], rules.Evaluate(0, 0).Select(one => one.Rule.Name));
        Assert.Equal("pods:x:sum{pod=\"a\", team=\"t\"} 5", Ask("pods:x:sum", 0));
        Assert.Equal("one 2", Ask("one", 0));
        Assert.Equal(["TooEarly"], rules.Evaluate(0, 30_000).Select(one => one.Rule.Name));
    }

    [Fact]
    public void Recording_OfWhatVanishes_EndsAtOnceAndNotAfterTheLookback()
    {
        int x = store.Add(Labels.Metric("x"));
        var rules = Bind(Recording("y", "x > 1"));
        store.Append(x, 0, 5);
        rules.Evaluate(0, 0);
        store.Append(x, 30_000, 1);
        rules.Evaluate(0, 30_000);

        Assert.Equal("y 5", Ask("y", 29));
        Assert.Equal("", Ask("y", 30));
    }

    [Fact]
    public void Recording_WhoseLabelsMakeElementsEqual_FailsAndWritesNothing()
    {
        foreach (string pod in new[] { "a", "b" })
            store.Append(store.Add(Labels.Metric("x", ("pod", pod))), 0, 1);
        var rules = Bind(Recording("y", "x", new Label("pod", "")), Alerting("A", "x", 0, ("pod", "")));

        Assert.Empty(rules.Evaluate(0, 0));
        Assert.Equal("vector contains metrics with the same labelset after applying rule labels", rules.FailureOf(0, 0));
        Assert.Equal("vector contains metrics with the same labelset after applying alert labels", rules.FailureOf(0, 1));
        Assert.Equal("", Ask("y", 0));
    }

    [Fact]
    public void Group_WithAnOffset_LooksAndWritesEarlier()
    {
        int x = store.Add(Labels.Metric("x"));
        var rules = BoundRules.Bind(store, [new RuleGroup("g", 30_000, [Recording("y", "x")]) { QueryOffsetMilliseconds = 20_000 }]);
        store.Append(x, 0, 1);
        store.Append(x, 15_000, 2);
        rules.Evaluate(0, 30_000);

        Assert.Equal("", Ask("y", 9));
        Assert.Equal("y 1", Ask("y", 10));
        Assert.Equal(320_000, rules.Groups[0].ReachMilliseconds);
    }

    [Fact]
    public void Group_BeyondItsLimit_FailsTheRuleAndForgetsItsAlerts()
    {
        int[] ids = [.. Enumerable.Range(0, 2).Select(i => store.Add(Labels.Metric("x", ("pod", $"{i}"))))];
        var rules = BoundRules.Bind(store, [new RuleGroup("g", 30_000, [Alerting("A", "x > 0", 30)]) { Limit = 1 }]);
        store.Append(ids[0], 0, 1);
        Assert.Equal("Inactive-Pending 1", Told(rules, 0));
        store.Append(ids[1], 15_000, 1);

        Assert.Equal("", Told(rules, 30));
        Assert.Equal("exceeded limit of 1", rules.FailureOf(0, 0));
        store.AppendStale(ids[1], 45_000);
        // Its wait began anew.
        Assert.Equal("Inactive-Pending 1", Told(rules, 60));
    }

    /// <summary>The guide's alert, as promtool 2.42 has it: no element, since the two sides never pair.</summary>
    [Fact]
    public void Ratio_OfTwoArmsThatKeepTheirLabel_NeverFires()
    {
        int canary = store.Add(Labels.Metric("p99", ("predictor_name", "canary")));
        int baseline = store.Add(Labels.Metric("p99", ("predictor_name", "baseline")));
        const string Wrong = "p99{predictor_name=\"canary\"} / p99{predictor_name=\"baseline\"} > 1.5";
        const string Right = "p99{predictor_name=\"canary\"} / ignoring (predictor_name) p99{predictor_name=\"baseline\"} > 1.5";
        var rules = Bind(Alerting("Wrong", Wrong), Alerting("Right", Right));
        store.Append(canary, 0, 747.5);
        store.Append(baseline, 0, 49.75);

        Assert.Equal(["Right"], rules.Evaluate(0, 0).Select(one => one.Rule.Name));
    }

    [Fact]
    public void Reset_BetweenReplications_ForgetsAlertsAndSamples()
    {
        int x = store.Add(Labels.Metric("x"));
        var rules = Bind(Alerting("High", "x > 1"), Recording("y", "x"));
        for (int replication = 0; replication < 2; replication++)
        {
            store.Append(x, 0, 2);
            Assert.Equal("Inactive-Firing 2", Told(rules, 0));
            rules.Reset();
        }

        Assert.Equal("", Told(rules, 0));
    }

    [Fact]
    public void Evaluate_NotLaterThanBefore_Throws()
    {
        var rules = Bind(Recording("y", "1"));
        rules.Evaluate(0, 5);

        Assert.Throws<ArgumentOutOfRangeException>(() => rules.Evaluate(0, 5));
    }

    [Fact]
    public void Bind_RulesThatFeedOneAnotherWithEverNewLabels_IsRefused()
    {
        store.Add(Labels.Metric("y", ("n", "")));

        Assert.Throws<ArgumentException>(() => Bind(Recording("y", "label_join(y, \"n\", \"x\", \"n\", \"m\")")));
    }

    [Theory]
    [InlineData("'a'", "1:1: the result of a rule cannot be a text (allowed: a scalar or an instant vector)")]
    [InlineData("x[5m]", "1:1: the result of a rule cannot be a range vector (allowed: a scalar or an instant vector)")]
    [InlineData("1 + sum(count_values('a', x))", "1:9: count_values in a rule is not supported: its values would be labels of series that are not known when the rules are bound")]
    public void Query_ThatNoRuleCanHave_IsRefusedAtItsPlace(string text, string error) =>
        Assert.Equal(error, Assert.IsType<CompileResult.Refused>(RuleQuery.Compile(text, Options)).Error.ToString());

    [Theory]
    [InlineData("{{ $value }}")]
    [InlineData("{{ if true }}x{{ end }}")]
    [InlineData("{{ $labels.pod | toUpper }}")]
    public void Label_WithOtherTemplateCode_IsRefused(string text)
    {
        Assert.False(LabelTemplate.TryParse(text, out _, out string problem));
        Assert.Contains("$labels.name", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_InSteadyState_AllocatesNothing()
    {
        int[] ids = [.. Enumerable.Range(0, 4).Select(i => store.Add(Labels.Metric("x_total", ("pod", $"{i}"))))];
        var rules = Bind(Recording("r", "sum(rate(x_total[2m]))"), Recording("t", "topk(2, x_total)"), Alerting("A", "r > 1", 60), Alerting("B", "x_total % 3 > 1"));
        int told = 0;
        void Run(int from, int to)
        {
            for (int i = from; i < to; i++)
            {
                for (int pod = 0; pod < ids.Length; pod++)
                    store.Append(ids[pod], i * 15_000L, (i * (pod + 1L)) + (i % (pod + 2)));
                told += rules.Evaluate(0, i * 15_000L).Count;
            }
        }

        Run(0, 500);

        void Begin()
        {
            rules.Reset();
            Run(0, 100);
        }

        Assert.Equal(0, AllocationMeter.Least(Begin, () => Run(100, 400)));
        Assert.True(told > 100);
    }
}
