using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Parsing;
using Xunit;

namespace Coalmine.PromQL.Tests.Differential;

/// <summary>Against the real thing: Debian's prometheus package (2.42.0), whose promtool evaluates queries over given series.</summary>
public class PrometheusTests
{
    private const string Prefix = "seldon_api_executor_client_requests_seconds_";
    private const string Canary = "deployment_name=\"fraud\",predictor_name=\"canary\"";

    /// <summary>On scrapes and between them, before the first rate, across births, restarts and the end of a pod, and after the last sample.</summary>
    private static readonly long[] Moments =
        [0, 15_000, 61_000, 300_000, 307_500, 601_000, 660_001, 900_000, 990_000, 1_015_000, 1_200_000, 1_500_000, 1_500_001];

    private static readonly string[] Queries =
    [
        // The guide's three.
        $"histogram_quantile(0.99,\n  sum(rate({Prefix}bucket{{{Canary}}}[5m])) by (le)\n)",
        $"sum(rate({Prefix}count{{{Canary},code!=\"200\"}}[5m]))\n/\nsum(rate({Prefix}count{{{Canary}}}[5m]))",
        $"avg(model_accuracy{{{Canary}}})",
        // Rates and increases.
        $"rate({Prefix}count[1m])", $"rate({Prefix}count[5m])", $"increase({Prefix}count[20m])", $"increase({Prefix}sum[2m])", $"rate({Prefix}count[15s])",
        $"rate({Prefix}count[30s500ms])", $"increase({Prefix}count{{code=\"500\"}}[1m])", "rate(model_accuracy[5m])",
        // Quantiles.
        $"histogram_quantile(0.5, rate({Prefix}bucket[2m]))", $"histogram_quantile(0.95, sum by (le, predictor_name) (rate({Prefix}bucket[5m])))",
        $"histogram_quantile(0.999, sum without (pod) (increase({Prefix}bucket[1m])))", $"histogram_quantile(0, sum by (le) (rate({Prefix}bucket[5m])))",
        $"histogram_quantile(1, {Prefix}bucket)", $"histogram_quantile(0.5, {Prefix}bucket{{le!=\"+Inf\"}})", $"histogram_quantile(2, {Prefix}bucket)",
        $"histogram_quantile(-1, {Prefix}bucket)", $"histogram_quantile(0/0, {Prefix}bucket)", "histogram_quantile(0.9, model_accuracy)",
        $"histogram_quantile(0.9, max by (le) ({Prefix}bucket - on (le, pod) {Prefix}bucket))",
        // Aggregations.
        "sum(model_accuracy)", "min by (predictor_name) (model_accuracy)", "max(model_accuracy) without (pod)", "count by (predictor_name) (model_accuracy)",
        "avg by (nothing) (model_accuracy)", "count(absent_metric)", "sum by (__name__) ({predictor_name=\"canary\"})", "sum without () (model_accuracy)",
        // Operators and matching.
        $"1 - sum(rate({Prefix}count{{code=~\"5..\"}}[5m])) / sum(rate({Prefix}count[5m]))",
        $"100 * sum by (pod) (rate({Prefix}count{{code!~\"5.*\"}}[5m])) / on (pod) sum by (pod) (rate({Prefix}count[5m]))",
        $"rate({Prefix}sum[5m]) / ignoring (code) rate({Prefix}count{{code=\"200\"}}[5m])",
        "sum by (predictor_name) (model_accuracy) / sum by (pod) (model_accuracy)",
        "model_accuracy > 0.95", "model_accuracy < bool 0.95", "0.95 >= model_accuracy",
        "model_accuracy != model_accuracy", "model_accuracy == model_accuracy", "model_accuracy > on (pod) model_accuracy", "-model_accuracy * 2 - -1",
        $"{Prefix}count{{code=\"500\"}} / {Prefix}count{{code=\"500\"}}", $"{Prefix}count / on (pod) {Prefix}sum", $"{Prefix}sum / on (pod) {Prefix}count",
        "model_accuracy + on () absent_metric", "absent_metric + on () model_accuracy", "rate({predictor_name=\"canary\"}[5m])", "-{predictor_name=\"canary\"}",
        $"{Prefix}count > on (pod, code) {Prefix}count", $"max by (pod) ({Prefix}count) >= bool on (pod) {Prefix}sum",
        $"{{__name__=~\".*(_sum|accuracy)\",pod!~\".*[01]\"}}",
        "1 + 2 * 3 - 4 / 8", "(1 + 2) * 3", "1 > bool 2", "-1 / 0", "017 + 0x1F",
    ];

    private static readonly string[] BadTexts =
    [
        "", "x{", "x{a}", "x{a=b}", "x{a=\"b}", "x[5m]]", "x[5]", "x[]", "x[5m", "x[5m30h]", "x[0s]", "(x)[5m]", "rate(x)",
        "rate(x[5m], 1)", "rate()", "rte(x[5m])",
        "sum(1)", "sum(x", "sum x", "sum by le (x)", "sum(x[5m])", "sum by (le) (x) by (le)", "1 > 2", "1 + bool 2", "x + bool y", "x + on (a) 1",
        "{}", "{a=~\".*\"}",
        "{a!=\"b\"}", "x{__name__=\"y\"}", "x{a~\"b\"}", "x{a=\"1\" b=\"2\"}", "x{a:b=\"1\"}", "x y", "x + ",
        "* x", "x[5m] + 1", "-x[5m]", "x{a=\"\\q\"}", "'x", "1_000",
        "1__0", "0x", "5m", "histogram_quantile(x, y)", "x{a=~\"(\"}", "x{a=~\"(?=b)\"}", "histogram_quantile(0.5)", "sum()",
        "x{a=\"b\",,}", "x{,}", "sum by (a b) (x)",
        "1..2", "x == on (a) bool y", "x;", "$x", "rate(x[5m]", "09x",
    ];

    [Fact]
    public void Queries_OverTheSameSeries_AreAnsweredAsPrometheusDoes()
    {
        string promtool = Promtool.Find();
        var world = new GuideWorld();
        var store = world.Fill();
        var questions = (from query in Queries from moment in Moments select (query, moment)).ToList();

        var answers = Promtool.Ask(promtool, world.InputSeries(), questions);

        Assert.Equal(questions.Count, answers.Count);
        var differences = questions.Zip(answers).Select(pair => Difference(pair.First, pair.Second)).Where(difference => difference.Length > 0);
        Assert.Empty(differences);

        string Difference((string Query, long Moment) question, PromtoolAnswer answer)
        {
            var query = Assert.IsType<CompileResult.Compiled>(CompiledQuery.Compile(question.Query)).Query;
            string difference = Compare(query.Bind(store).Evaluate(question.Moment), answer);
            return difference.Length == 0 ? "" : $"{question.Query} at {question.Moment}: {difference}";
        }
    }

    [Fact]
    public void Texts_ThatPrometheusRefuses_AreRefused()
    {
        string promtool = Promtool.Find();

        var answers = Promtool.Ask(promtool, "      - series: x\n        values: '1'\n", BadTexts.Select(text => (text, 0L)));

        Assert.Equal(BadTexts.Length, answers.Count);
        List<string> takenThere = [.. BadTexts.Zip(answers).Where(pair => pair.Second.Error.Length == 0).Select(pair => pair.First)];
        List<string> takenHere = [.. BadTexts.Where(text => PromQLParser.Parse(text) is ParseResult.Parsed)];
        Assert.Empty(takenThere);
        Assert.Empty(takenHere);
    }

    private static string Compare(InstantResult result, PromtoolAnswer answer)
    {
        if (result.Kind == ResultKind.Failed || answer.Error.Length > 0)
            return result.Kind == ResultKind.Failed && answer.Error.Length > 0 ? "" : $"error here \"{result.Failure}\", there \"{answer.Error}\"";
        if (result.Kind == ResultKind.Scalar)
            return IsNear(result.Scalar, answer.Elements[0].Value) ? "" : $"{result.Scalar} here, {answer.Elements[0].Value} there";
        var wanted = answer.Elements.ToDictionary(element => element.Labels, element => element.Value);
        for (int i = 0; i < result.Count; i++)
        {
            if (!wanted.Remove(result.LabelsAt(i), out double value))
                return $"{result.LabelsAt(i)} only here";
            if (!IsNear(result.ValueAt(i), value))
                return $"{result.LabelsAt(i)}: {result.ValueAt(i):R} here, {value:R} there";
        }

        return wanted.Count == 0 ? "" : $"{wanted.Keys.First()} only there";
    }

    private static bool IsNear(double here, double there) => here.Equals(there) || Math.Abs(here - there) <= 1e-9 * Math.Abs(there);
}
