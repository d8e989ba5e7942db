namespace Coalmine.PromQL.Tests.Differential;

/// <summary>Queries that are put to the evaluator and to Prometheus alike.</summary>
internal static class Questions
{
    private const string Prefix = "seldon_api_executor_client_requests_seconds_";
    private const string Canary = "deployment_name=\"fraud\",predictor_name=\"canary\"";

    /// <summary>What policies ask.</summary>
    public static readonly string[] Usual =
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

    /// <summary>The rest of the language, every construct at least once. What Prometheus chooses among equal or NaN elements is chance there, and is not asked.</summary>
    public static readonly string[] Language =
    [
        // Modifiers.
        "model_accuracy offset 1m", "model_accuracy offset -1m", "sum(model_accuracy @ 300)", "model_accuracy @ 300 offset 45s", "model_accuracy offset 45s @ 300",
        "model_accuracy @ start()", "rate(model_accuracy[2m] @ end() offset 1m)", $"increase({Prefix}count[5m] offset 2m)", $"rate({Prefix}count[1m] @ 600.5)",
        // Functions over ranges.
        $"irate({Prefix}count[2m])", "idelta(model_accuracy[2m])", "delta(model_accuracy[3m])", "deriv(model_accuracy{pod=~\".*1\"}[4m])",
        "predict_linear(model_accuracy[5m], 600)", "predict_linear(model_accuracy[5m] offset 1m, -60)", "deriv(model_accuracy[5m])", $"deriv({Prefix}count[3m])",
        $"predict_linear({Prefix}sum[3m] @ 600, 30)", "changes(model_accuracy[5m])", $"resets({Prefix}count[20m])", $"changes({Prefix}count{{code=\"500\"}}[10m])",
        "holt_winters(model_accuracy[5m], 0.3, 0.6)", $"holt_winters({Prefix}sum[4m], 0.9, 0.1)", "holt_winters(model_accuracy[5m], 1, 0.1)",
        "holt_winters(model_accuracy[5m], 0.5, 0)", "avg_over_time(model_accuracy[5m])", $"avg_over_time({Prefix}count[5m])", $"sum_over_time({Prefix}sum[3m])",
        "min_over_time(model_accuracy[5m])", "max_over_time(model_accuracy[5m])", "count_over_time(model_accuracy[5m])", "last_over_time(model_accuracy[5m])",
        "present_over_time(model_accuracy[1m])", $"stddev_over_time({Prefix}count[5m])", $"stdvar_over_time({Prefix}sum[5m])", "stddev_over_time(model_accuracy[10s])",
        $"quantile_over_time(0.9, {Prefix}count[5m])", "quantile_over_time(0.1, model_accuracy[5m])", "quantile_over_time(2, model_accuracy[5m])",
        "quantile_over_time(scalar(absent_metric), model_accuracy[5m])", "absent_over_time(absent_metric{a=\"b\",c=~\"d\"}[5m])", "absent_over_time(model_accuracy[5m])",
        "absent_over_time(absent_metric{a=\"b\",a=\"c\",d=\"e\"}[5m])", "absent(model_accuracy)", "absent(absent_metric{a=\"b\",c!=\"d\",e=\"f\"})", "absent(sum(absent_metric))",
        "absent((absent_metric{a=\"b\"}))", "sum_over_time({pod=\"canary-1\"}[1m])", "last_over_time({pod=\"canary-1\"}[1m])",
        // Subqueries.
        "max_over_time(sum(model_accuracy)[5m:30s])", $"avg_over_time(rate({Prefix}count[1m])[5m:1m])", "count_over_time(model_accuracy[5m:])",
        "quantile_over_time(0.5, (model_accuracy > 0.95)[10m:15s])", $"rate(sum({Prefix}count)[5m:45s])", $"increase((sum by (pod) ({Prefix}count))[5m:20s] offset 1m)",
        "sum_over_time(max_over_time(model_accuracy[1m:15s])[3m:40s])", "last_over_time(vector(time())[5m:17s])",
        "max_over_time(model_accuracy[3m:1m] @ 600)", "max_over_time((model_accuracy @ 300)[3m:1m])", "min_over_time((model_accuracy offset 1m)[2m:7s] offset -30s)",
        "absent_over_time((absent_metric)[5m:1m])", "delta((-model_accuracy)[4m:15s])", "deriv(sum(model_accuracy)[5m:1m])", "last_over_time((topk(1, model_accuracy > 0))[5m:1m])",
        "sum_over_time((count_values(\"v\", round(model_accuracy, 0.02)))[3m:1m])", "irate(sum(model_accuracy)[2m:15s])",
        // Aggregations.
        $"stddev({Prefix}count)", $"stdvar by (predictor_name) ({Prefix}count)", "stddev(model_accuracy)", "group by (predictor_name) (model_accuracy)", "group(absent_metric)",
        $"topk(2, {Prefix}count)", $"bottomk by (predictor_name) (1, {Prefix}count)", "topk(3, model_accuracy > 0)", "bottomk(100, model_accuracy)", "topk(0, model_accuracy)",
        "topk(-1, model_accuracy)", "topk(NaN, model_accuracy)", "topk(scalar(absent_metric), absent_metric)", "topk(1e30, model_accuracy)", "topk(1.9, -(model_accuracy > 0))",
        "quantile(0.3, model_accuracy)", $"quantile by (code) (0.77, {Prefix}count)", "quantile(-1, model_accuracy)", "quantile(1.1, model_accuracy)",
        "quantile(NaN, model_accuracy)",
        $"count_values(\"n\", {Prefix}count{{code=\"500\"}})", "count_values without (pod) (\"v\", round(model_accuracy, 0.05))", "count_values by (pod) (\"pod\", model_accuracy)",
        "count_values(\"a b\", model_accuracy)", "sum(count_values(\"v\", model_accuracy)) by (v)", "count_values(\"v\", count_values(\"w\", round(model_accuracy, 0.02)))",
        "count_values(\"v\", model_accuracy * 1e-9)", "count_values(\"v\", 1 / vector(0))", "sum by (nothing, pod) (model_accuracy)",
        "sum without (pod, predictor_name) (model_accuracy)",
        // Operators.
        "model_accuracy % 0.3", "-model_accuracy % 0.3", "model_accuracy ^ 2 ^ 0.5", "2 ^ -model_accuracy", "-2 ^ 2", "2 ^ 3 ^ 2", "1 - 2 - 3 * 4 % 3", "7 % -4", "-7 % 4 atan2 3",
        "model_accuracy atan2 0.5", "0.5 atan2 model_accuracy", "model_accuracy atan2 model_accuracy", "model_accuracy atan2 on (pod) model_accuracy", "1 atan2 -1",
        $"{Prefix}count and {Prefix}count{{code=\"500\"}}", $"{Prefix}count and on (pod) model_accuracy", $"{Prefix}count unless on (pod, code) {Prefix}count{{code=\"500\"}}",
        $"{Prefix}count{{code=\"500\"}} or {Prefix}sum", "model_accuracy or on () vector(0)", "absent_metric or on () vector(0)", "sum(absent_metric) or vector(0)",
        "model_accuracy or ignoring (pod) model_accuracy", "model_accuracy > 0.95 or model_accuracy", "model_accuracy and absent_metric", "model_accuracy unless absent_metric",
        "-model_accuracy or model_accuracy", "{pod=\"canary-1\",code!=\"200\"} or -{pod=\"canary-1\",code=\"\"}",
        $"{Prefix}count / on (pod) group_left {Prefix}sum", $"{Prefix}sum / on (pod) group_right {Prefix}count", $"{Prefix}count * on (pod) group_left (code) model_accuracy",
        $"model_accuracy * on (pod) group_right (predictor_name) {Prefix}count", $"{Prefix}count > on (pod) group_left {Prefix}sum",
        $"{Prefix}sum < on (pod) group_right {Prefix}count",
        $"{Prefix}count >= bool on (pod) group_left {Prefix}sum", $"{Prefix}sum * on (predictor_name) group_left {Prefix}count",
        "model_accuracy / ignoring (pod) group_left sum by (predictor_name, deployment_name) (model_accuracy)",
        $"{Prefix}count / ignoring (code) group_left () {Prefix}sum",
        $"{Prefix}count * ignoring (le, code, pod) group_left (pod) sum by (deployment_name, predictor_name) (model_accuracy)",
        $"sum by (code) ({Prefix}count) * on () group_left (predictor_name) topk(1, model_accuracy > 0)",
        $"{Prefix}count + on (predictor_name) group_left (code) sum by (predictor_name) ({Prefix}sum)",
        "model_accuracy == bool model_accuracy", "1 < bool model_accuracy", "0.95 < model_accuracy",
        "model_accuracy > on (predictor_name) avg by (predictor_name) (model_accuracy)",
        "(model_accuracy > 0.9) + on (pod) (model_accuracy < 0.99)", "{pod=\"canary-1\"} + 1",
        // Functions of elements.
        "abs(model_accuracy - 0.95)", "ceil(model_accuracy * 10)", "floor(model_accuracy * -10)", "round(model_accuracy, 0.1)", "round(model_accuracy * -10)",
        "round(model_accuracy * 1000, 5)",
        "exp(model_accuracy)", "ln(model_accuracy - 0.95)", "log2(model_accuracy)", "log10(model_accuracy)", "sqrt(model_accuracy - 0.95)", "sgn(model_accuracy - 0.95)",
        "clamp(model_accuracy, 0.92, 0.96)", "clamp(model_accuracy, 0.96, 0.92)", "clamp_min(model_accuracy, 0.95)", "clamp_max(model_accuracy, 0.95)",
        "clamp(model_accuracy, NaN, 1)",
        "sin(model_accuracy)", "cos(model_accuracy)", "tan(model_accuracy)", "asin(model_accuracy)", "acos(model_accuracy)", "atan(model_accuracy)",
        "sinh(model_accuracy)", "cosh(model_accuracy)",
        "tanh(model_accuracy)", "asinh(model_accuracy)", "acosh(1 + model_accuracy)", "atanh(model_accuracy)", "deg(model_accuracy)", "rad(model_accuracy * 90)",
        "pi() * 2", "vector(pi())",
        "sort(model_accuracy)", "sort_desc(model_accuracy)", "timestamp(model_accuracy)", "timestamp((model_accuracy))", "timestamp(model_accuracy offset 1m)",
        "timestamp(-model_accuracy)",
        "timestamp(model_accuracy @ 300)", "timestamp(sum(model_accuracy))", "time()", "vector(time())", "time() - timestamp(model_accuracy)", "scalar(model_accuracy)",
        "scalar(sum(model_accuracy))",
        "scalar(absent_metric) + 1", "vector(1) > bool 0", "abs({pod=\"canary-1\"})", "timestamp({pod=\"canary-1\"})",
        "minute()", "hour()", "day_of_week()", "day_of_month()", "day_of_year()", "days_in_month()", "month()", "year()", "hour(vector(1709210096.9))",
        "minute(vector(-1))", "year(vector(-1))",
        "day_of_week(vector(-86401))", "day_of_year(vector(1735603200))", "days_in_month(vector(1708000000))", "days_in_month(vector(951782400))",
        "day_of_month(vector(4107542400))", "month(vector(-62135596800))",
        "year(vector(253402300799))", "day_of_year(model_accuracy * 1e9 > 0)",
        // Labels.
        "label_replace(model_accuracy, \"arm\", \"$1\", \"pod\", \"(.*)-[0-9]+\")", "label_replace(model_accuracy, \"n\", \"${2}x$1\", \"pod\", \"(.*)-([0-9]+)\")",
        "label_replace(model_accuracy, \"n\", \"$1x\", \"pod\", \"(.*)-[0-9]+\")", "label_replace(model_accuracy, \"n\", \"$name-$$-$3-$\", \"pod\", \"(?P<name>.*)-([0-9]+)\")",
        "label_replace(model_accuracy, \"pod\", \"\", \"pod\", \".*1\")", "label_replace(model_accuracy, \"pod\", \"same\", \"pod\", \".*\")",
        "label_replace(model_accuracy, \"new\", \"x\", \"absent\", \"\")",
        "label_replace(model_accuracy, \"__name__\", \"renamed\", \"\", \"\")", "label_replace(model_accuracy, \"a-b\", \"x\", \"pod\", \"y\")",
        "label_replace(absent_metric, \"a-b\", \"x\", \"pod\", \"y\")",
        "label_replace(model_accuracy, \"a\", \"x\", \"pod\", \"(\")", "label_replace(rate(model_accuracy[1m]), \"n\", \"$1\", \"__name__\", \"(.*)\")",
        "label_replace(vector(1), (\"a\"), ((\"b\")), \"\", \"\")",
        "label_join(model_accuracy, \"joined\", \"/\", \"pod\", \"predictor_name\", \"absent\")", "label_join(model_accuracy, \"pod\", \"\")",
        "label_join(model_accuracy, \"a-b\", \"\", \"pod\")",
        "label_join(model_accuracy, \"a\", \"\", \"p-d\")", "label_join(model_accuracy, \"__name__\", \"_\", \"predictor_name\", \"pod\")",
        "sum by (joined) (label_join(model_accuracy, \"joined\", \"+\", \"predictor_name\"))",
        "model_accuracy{pod=~\"[[:alpha:]]+-[[:digit:]]\"}", "label_replace(model_accuracy, \"n\", \"$1\", \"pod\", \"(?i)(CANARY).*\")",
    ];
}
