using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Parsing;
using Xunit;

namespace Coalmine.PromQL.Tests.Differential;

/// <summary>Against the real thing: Debian's prometheus package (2.42.0), whose promtool evaluates queries over given series.</summary>
public class PrometheusTests
{
    /// <summary>On scrapes and between them, before the first rate, across births, restarts and the end of a pod, and after the last sample.</summary>
    private static readonly long[] Moments =
        [0, 15_000, 61_000, 300_000, 307_500, 601_000, 660_001, 900_000, 990_000, 1_015_000, 1_200_000, 1_500_000, 1_500_001];

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
        "x offset 5m offset 6m", "x @ 5 @ start()", "x offset 5m [1m]", "x @ 5 [1m]", "sum(x) offset 5m", "(x) offset 5m", "x @ x", "x @ 1m", "1[5m:1m]", "x[5m:0s]",
        "x[5m:1m][5m:1m]", "1 and x",
        "x or 1", "x and on (a) group_left y", "x * on (a) group_left (a) y", "topk(x)", "topk(x, y)", "topk(1, 2)", "topk(1, x, y)", "quantile(\"a\", x)",
        "count_values(1, x)", "count_values(x)",
        "label_replace(x, 1, 'b', 'c', 'd')", "label_replace(x, 'a', 'b', 'c')", "label_join(x, 'a')", "label_join(x, 'a', 'b', c)", "round()", "round(x, 1, 2)",
        "'a' + x", "-'a'", "rate(x[5m],)", "sum(x,)",
        "x + on", "bool", "on", "atan2", "x atan2", "x ^", "x offset", "x offset -", "x offset 5", "x @", "x @ Inf", "x @ NaN", "vector(x)", "scalar(1)", "time(x)",
        "pi(1)", "absent(1)", "abs(1)", "deriv(x)",
        "predict_linear(x[5m])", "holt_winters(x[5m], 1)", "clamp(x, 1)", "x group_left y", "x * group_left y", "x % bool y", "x and bool y", "timestamp(x[5m])",
        "minute(1)", "sort(1)", "x[5m:1m:1m]",
        "x[5m:1m", "x[:1m]", "x and", "limitk(1, x)", "mad_over_time(x[5m])", "{\"x\"}", "sum by (\"a\") (x)", "x{\"a\"=\"b\"}", "x[300]", "5m + 1",
        "count_values(\"a\", 1)", "x without (a)",
        "1..2", "x == on (a) bool y", "x;", "$x", "rate(x[5m]", "09x",
    ];

    [Fact]
    public void Queries_OverTheSameSeries_AreAnsweredAsPrometheusDoes() =>
        AssertEqual(from query in Questions.Usual.Concat(Questions.Language) from moment in Moments select (query, moment));

    /// <summary>The seed is fixed, so there are no false alarms.</summary>
    [Fact]
    public void RandomQueries_OverTheSameSeries_AreAnsweredAsPrometheusDoes()
    {
        var generator = new QueryGenerator(20_261_128);
        AssertEqual(Enumerable.Range(0, 3_000).Select(i => (generator.Next(), Moments[i % Moments.Length])));
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

    private static void AssertEqual(IEnumerable<(string Query, long Moment)> questions)
    {
        string promtool = Promtool.Find();
        var world = new GuideWorld();
        var store = world.Fill();
        var asked = questions.ToList();

        var answers = Promtool.Ask(promtool, world.InputSeries(), asked);

        Assert.Equal(asked.Count, answers.Count);
        string listed = string.Join('\n', asked.Zip(answers).Select(pair => Difference(pair.First, pair.Second)).Where(difference => difference.Length > 0));
        Assert.True(listed.Length == 0, listed);

        string Difference((string Query, long Moment) question, PromtoolAnswer answer)
        {
            if (CompiledQuery.Compile(question.Query) is not CompileResult.Compiled { Query: var query })
                return answer.Error.Length > 0 ? "" : $"{question.Query} is refused here";
            string difference = Agreement.Difference(query.Bind(store).Evaluate(question.Moment), answer);
            return difference.Length == 0 ? "" : $"{question.Query} at {question.Moment}: {difference}";
        }
    }
}
