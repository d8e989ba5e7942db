namespace Coalmine.PromQL.Parsing;

/// <summary>Functions by their name, with the kinds of their arguments.</summary>
internal static class FunctionTable
{
    private static readonly Dictionary<string, (PromQLFunction Function, ValueKind[] Arguments)> Supported = new()
    {
        ["rate"] = (PromQLFunction.Rate, [ValueKind.RangeVector]),
        ["increase"] = (PromQLFunction.Increase, [ValueKind.RangeVector]),
        ["histogram_quantile"] = (PromQLFunction.HistogramQuantile, [ValueKind.Scalar, ValueKind.InstantVector]),
    };

    /// <summary>Functions of Prometheus 2.42 (promql/parser/functions.go) that are not evaluated yet, so that a message can tell them from slips.</summary>
    private static readonly HashSet<string> Known =
    [
        "abs", "absent", "absent_over_time", "acos", "acosh", "asin", "asinh", "atan", "atanh", "avg_over_time", "ceil", "changes", "clamp", "clamp_max",
        "clamp_min", "cos", "cosh", "count_over_time", "day_of_month", "day_of_week", "day_of_year", "days_in_month", "deg", "delta", "deriv", "exp",
        "floor", "histogram_count", "histogram_fraction", "histogram_sum", "holt_winters", "hour", "idelta", "irate", "label_join", "label_replace",
        "last_over_time", "ln", "log10", "log2", "max_over_time", "min_over_time", "minute", "month", "pi", "predict_linear", "present_over_time",
        "quantile_over_time", "rad", "resets", "round", "scalar", "sgn", "sin", "sinh", "sort", "sort_desc", "sqrt", "stddev_over_time",
        "stdvar_over_time", "sum_over_time", "tan", "tanh", "time", "timestamp", "vector", "year",
    ];

    public static bool TryFind(string name, out PromQLFunction function, out ReadOnlySpan<ValueKind> arguments)
    {
        bool found = Supported.TryGetValue(name, out var entry);
        function = entry.Function;
        arguments = entry.Arguments;
        return found;
    }

    public static bool IsKnown(string name) => Known.Contains(name);

    public static string NameOf(PromQLFunction function) => Supported.First(entry => entry.Value.Function == function).Key;
}
