using System.Globalization;

namespace Coalmine.PromQL.Tests.Differential;

/// <summary>
/// Random queries over the series of the guide's world. Left out is what Prometheus leaves to chance (topk among equals), what turns a last digit into
/// another answer (rounding, equality and labels of values that are means), and a slip of 2.42: timestamp of a selector with both @ and a negative offset.
/// </summary>
internal sealed class QueryGenerator(int seed)
{
    private const string Prefix = "seldon_api_executor_client_requests_seconds_";

    private static readonly string[] Leaves =
    [
        $"{Prefix}count", $"{Prefix}count{{code=\"500\"}}", $"{Prefix}count{{pod=~\".*-[12]\"}}", $"{Prefix}bucket{{le=\"0.1\"}}", $"{Prefix}bucket{{pod=\"canary-2\"}}",
        "{pod=\"canary-1\",le!=\"\"}", "{__name__=~\".*_count|model_.*\",pod=~\"canary.*\"}", "model_accuracy > 0", "none", "vector(3)", "vector(time())",
        $"{Prefix}count offset 2m", $"{Prefix}count @ 300", $"{Prefix}count{{code=\"200\"}} @ end() offset 30s", $"timestamp({Prefix}count)", "hour()",
    ];

    private static readonly string[] Unary =
    [
        "abs({0})", "-{0}", "({0})", "sum({0})", "sum by (pod) ({0})", "max without (pod) ({0})", "min by (code, le) ({0})", "count by (predictor_name) ({0})", "group({0})",
        "quantile by (pod) (0.3, {0})", "stddev({0})", "avg by (pod) ({0})", "label_replace({0}, \"arm\", \"$1\", \"pod\", \"(.*)-.\")",
        "label_replace({0}, \"pod\", \"x\", \"pod\", \".*0\")", "label_join({0}, \"both\", \"-\", \"pod\", \"code\")", "label_replace({0}, \"__name__\", \"renamed\", \"\", \"\")",
        "absent({0})", "vector(scalar({0}))", "timestamp({0})", "histogram_quantile(0.9, {0})", "clamp({0}, 10, 300)", "{0} > 20", "20 <= {0}", "{0} > bool 20", "{0} * 2",
        "2 - {0}", "{0} atan2 1", "sqrt({0})", "max_over_time(({0})[3m:30s])", "rate(({0})[3m:30s])", "deriv(({0})[2m:20s])", "count_over_time(({0})[2m:])",
        "quantile_over_time(0.5, ({0})[2m:30s])", "absent_over_time(({0})[2m:1m])", "last_over_time(({0})[2m:1m] offset 1m)", "delta(({0})[4m:1m] @ 600)", "resets(({0})[5m:1m])",
        "irate(({0})[3m:45s])", "sum by (__name__) ({0})", "stdvar_over_time(({0})[2m:30s])", "predict_linear(({0})[4m:1m], 60)", "sum_over_time(({0})[2m:25s])",
    ];

    private static readonly string[] Ranges =
    [
        "rate({0}[2m])", "increase({0}[5m])", "irate({0}[1m])", "delta({0}[3m])", "changes({0}[4m])", "count_over_time({0}[1m])", "max_over_time({0}[2m] offset 1m)", "deriv({0}[3m])",
        "last_over_time({0}[2m])", "sum_over_time({0}[1m] @ 600)",
    ];

    private static readonly string[] Binary =
    [
        "{0} + {1}", "{0} and {1}", "{0} or {1}", "{0} unless on (pod) {1}", "{0} - on (pod) {1}", "{0} * on (pod) group_left (code) {1}", "{0} < ignoring (code) group_right {1}",
        "{0} >= bool {1}", "{0} or on () {1}", "{0} > {1}", "{0} * on () group_left (pod) {1}", "{0} and ignoring (le) {1}", "{0} / on (predictor_name) group_left {1}",
    ];

    private readonly Random random = new(seed);

    /// <summary>The next query.</summary>
    public string Next() => Next(1 + random.Next(4));

    private string Next(int depth)
    {
        if (depth == 0)
            return random.Next(3) == 0 ? Fill(Pick(Ranges), Leaves[random.Next(4)]) : Pick(Leaves);
        if (random.Next(10) < 6)
            return Fill(Pick(Unary), Next(depth - 1));
        return $"({Fill(Pick(Binary), $"({Next(depth - 1)})", $"({Next(depth - 1)})")})";
    }

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];

    private static string Fill(string form, params string[] parts) => string.Format(CultureInfo.InvariantCulture, form, parts);
}
