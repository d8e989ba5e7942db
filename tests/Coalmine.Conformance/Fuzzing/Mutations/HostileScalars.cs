namespace Coalmine.Conformance.Fuzzing.Mutations;

/// <summary>Values that are seldom thought of.</summary>
internal static class HostileScalars
{
    /// <summary>As they stand in a file.</summary>
    public static string[] All { get; } =
    [
        "", "0", "-1", "1", "2", "100", "101", "-0", "0.0", "0.5", "1e308", "-1e308", "1e-320", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "2147483647", "2147483648", "-2147483648", "99999999999999999999999999", "NaN", ".nan", ".inf", "-.inf", "+Inf", "null", "~",
        "true", "false", "yes", "no", "0x7fffffff", "0o17", "017", "1_000", "12:30:45", "2001-12-14", "''", "\"\"", "\"\\u0000\"", "\"\\x07\"", "'it''s'",
        "[]", "{}", "[[]]", "[{}]", "{a: 1}", "[1, 2, 3]", "!!str 1", "!!int x", "!!binary aGVsbG8=", "!custom 5", "&a x", "*a", "*nowhere", "<<", "=", "-", "?",
        ":", "#", "|", ">", "%", "@", "`", "0s", "1ns", "1ms", "1s", "30s", "1m", "5m", "1h", "-5m", "1h30m", "999999h", "9223372036854775807ns", "2562047h47m16s",
        "5", "5x", "1d", "1w", "0.5m", "١٢", "ä", "\u2028", "\u0085", "😀", "0%", "1%", "50%", "100%", "101%", "-5%", "1e3%", "10k", "5Gi", "{{args.x}}", "{{",
        "}}", "{{ interval }}", "{{ variables.x }}", "result[0] >= 0.95", "result", "true ||", "sum(rate(x[5m]))", "up", "vector(1)", "time()",
        "histogram_quantile(0.99, sum by (le) (rate(istio_request_duration_milliseconds_bucket[1m])))", "count(up[5m:1ms])", "1 / 0", "absent(up)",
        "canary", "stable", "argoproj.io/v1alpha1", "flagger.app/v1beta1", "List", "Rollout", "AnalysisTemplate", "Canary", "MetricTemplate", "istio", "nginx",
        "kubernetes", "prometheus", "Deployment", "../../x", "a/b", "a.b.c", "-----", "...", "\t", "  ", "\"a\\\n  b\"",
    ];

    /// <summary>One that is of the kind of another, as far as letters tell: it is seldom refused for its form.</summary>
    public static string Like(string value, Luck luck)
    {
        string bare = value.Trim();
        if (bare.Length > 0 && char.IsAsciiDigit(bare[0]))
            return char.IsAsciiDigit(bare[^1]) ? luck.Of(Numbers) : bare[^1] == '%' ? luck.Of(Shares) : luck.Of(Lengths);
        return bare is "true" or "false" ? luck.Of(Truths) : luck.Of(All);
    }

    private static readonly string[] Numbers =
    [
        "0", "1", "2", "3", "5", "10", "50", "99", "100", "101", "1000", "65536", "1000000", "2147483647", "2147483648", "-1", "-2147483648", "0.5", "99.9", "1e3",
        "9223372036854775807", "1e300",
    ];

    private static readonly string[] Shares = ["0%", "1%", "0.001%", "5%", "50%", "99.999%", "100%", "101%", "-1%", "1e-300%", "33.3333333333333333333%"];

    private static readonly string[] Lengths =
    [
        "0s", "1ns", "1us", "1ms", "10ms", "1s", "15s", "59s", "1m", "90s", "5m", "1h", "24h", "1000h", "2562047h", "2562048h", "-1s", "-5m", "1h1m1s1ms", "0.1s", "1d", "1000/s",
        "0.001/s", "1pp", "1e9ms", "99999999999ms",
    ];

    private static readonly string[] Truths = ["true", "false", "yes", "null", "\"true\"", "1"];
}
