namespace Coalmine.Conformance.Fuzzing.Targets;

/// <summary>Sound queries, and the words and signs that they are damaged with.</summary>
internal static class QueryWords
{
    /// <summary>Sound queries over the series of <see cref="FuzzStore"/>, one for each shape of the language.</summary>
    public static string[] Sound { get; } =
    [
        "1 - (sum(rate(istio_requests_total{reporter=\"destination\", destination_service_name=\"{{args.service}}\", response_code=~\"5.*\"}[2m])) or vector(0))"
            + " / sum(rate(istio_requests_total{destination_service_name=\"api-canary\"}[2m]))",
        "histogram_quantile(0.99, sum by (le) (rate(istio_request_duration_milliseconds_bucket{destination_service_name=~\"api-.*\"}[2m])))",
        "sum by (pod, destination_service_name) (increase(istio_requests_total[5m])) / on (pod) group_left (reporter) up",
        "max_over_time(rate(istio_requests_total[1m])[10m:30s] offset 1m)",
        "label_replace(up, \"short\", \"$1\", \"pod\", \"api-(.*)-[0-9]\") == bool 1",
        "topk(2, up) unless on (pod) (odd > 0) or absent(nothing{a=\"b\"})",
        "quantile(0.5, odd) + stddev by (pod) (odd) ^ 2 % 3",
        "count_values without (pod) (\"value\", up) and ignoring (value) group(up)",
        "sum_over_time(odd[5m]) > bool -1e300 or predict_linear(odd[10m], 3600)",
        "deriv(up[10m] @ end()) - delta(up[10m] @ 600)",
        "label_join(up, \"joined\", \"-\", \"pod\", \"reporter\") * -scalar(sum(up))",
        "irate(istio_requests_total{response_code!~\"2..\"}[2m]) / ignoring(response_code) group_right up",
        "clamp(odd, 0, 1) + clamp_min(odd, -1) + round(odd, 0.1) + timestamp(up) + day_of_week()",
        "histogram_fraction(0, 25, rate(istio_request_duration_milliseconds_bucket[5m]))",
        "avg without (pod) (quantile_over_time(0.9, up[5m])) atan2 2",
        "changes(up[5m]) + resets(istio_requests_total[5m]) + last_over_time(odd[1m]) + present_over_time(up[1m])",
        "sort_desc(bottomk by (reporter) (1, odd)) + holt_winters(up[10m], 0.5, 0.5)",
        "double_exponential_smoothing(up[10m], 0.1, 0.9) or mad_over_time(up[5m])",
        "sum(sum_over_time(up[5m:1m] @ start())) + vector(time()) - 0x1F + .5e3",
        "\"a text\\n\"",
        "{__name__=~\"istio_.*\", pod!=\"\"} offset -5m",
        "up[5m:1ms]",
    ];

    /// <summary>Words and signs of the language.</summary>
    public static string[] All { get; } =
    [
        "sum", "avg", "count", "min", "max", "stddev", "group", "topk", "bottomk", "quantile", "count_values", "limitk", "by", "without", "on", "ignoring", "group_left",
        "group_right", "bool", "offset", "@", "start()", "end()", "and", "or", "unless", "atan2", "rate", "increase", "irate", "delta", "deriv", "predict_linear",
        "histogram_quantile", "histogram_fraction", "label_replace", "label_join", "absent", "absent_over_time", "scalar", "vector", "time()", "sort", "clamp", "round",
        "quantile_over_time", "stddev_over_time", "mad_over_time", "changes", "resets", "sgn", "info", "pi()", "nothing", "up", "odd", "istio_requests_total", "[5m]",
        "[1m:30s]", "[5m:]", "[1h:1ms]", "[999y]", "[0s]", "{}", "{a=\"b\"}", "{pod=~\".*\"}", "{pod=~\"(a+)+$\"}", "{pod=~\"[\"}", "{__name__=\"up\"}", "{\"up\"}",
        "(", ")", "[", "]", "{", "}", ",", "+", "-", "*", "/", "%", "^", "==", "!=", ">", "<", ">=", "<=", "=~", "!~", "=", "\"", "'", "`", "\"x\"", "\"\\u1234\"", "\"\\xff\"",
        "\"\\\"", "#", "# c\n", "$x", "${x}", "{{args.a}}", "[[x]]", "$__rate_interval", "NaN", "Inf", "5m", " ", "le", "pod", "ä", "\0",
    ];
}
