using static Coalmine.PromQL.Parsing.ValueKind;

namespace Coalmine.PromQL.Parsing;

/// <summary>Functions by their name, with the kinds of their arguments (promql/parser/functions.go of Prometheus 2.42 and 3.14).</summary>
internal static class FunctionTable
{
    private static readonly string[] Elementwise =
    [
        "abs", "acos", "acosh", "asin", "asinh", "atan", "atanh", "ceil", "cos", "cosh", "deg", "exp", "floor", "ln", "log10", "log2", "rad", "sgn", "sin",
        "sinh", "sqrt", "tan", "tanh", "sort", "sort_desc", "timestamp", "absent",
    ];

    private static readonly string[] OverRange =
    [
        "rate", "increase", "delta", "irate", "idelta", "deriv", "changes", "resets", "avg_over_time", "count_over_time", "last_over_time", "max_over_time",
        "min_over_time", "present_over_time", "stddev_over_time", "stdvar_over_time", "sum_over_time", "absent_over_time",
    ];

    private static readonly string[] OfNativeHistograms =
        ["histogram_count", "histogram_sum", "histogram_avg", "histogram_stddev", "histogram_stdvar"];

    private static readonly string[] OfDates = ["day_of_month", "day_of_week", "day_of_year", "days_in_month", "hour", "minute", "month", "year"];

    /// <summary>Functions over ranges that 3.x has behind the flag <c>promql-experimental-functions</c>.</summary>
    private static readonly string[] Experimental =
        ["mad_over_time", "first_over_time", "ts_of_first_over_time", "ts_of_last_over_time", "ts_of_max_over_time", "ts_of_min_over_time"];

    /// <summary>What a query says of itself, in seconds; 3.x behind the same flag.</summary>
    private static readonly string[] OfQuery = ["step", "range", "start", "end"];

    private static readonly Dictionary<string, PromQLFunction> Supported = All().ToDictionary(function => function.Name);

    private static readonly Dictionary<string, PromQLFunction> BehindFlag = Experiments().ToDictionary(function => function.Name);

    public static bool TryFind(string name, Dialect dialect, out PromQLFunction function)
    {
        if (dialect.HasExperiments && BehindFlag.TryGetValue(name, out function!))
            return true;
        bool belongs = name switch
        {
            "holt_winters" => dialect.Mode == PromQLMode.V2,
            // In 2.42 it knows native histograms only.
            "histogram_fraction" => dialect.Mode == PromQLMode.V3,
            _ when OfNativeHistograms.Contains(name) => dialect.Mode == PromQLMode.V3,
            _ => true,
        };
        return Supported.TryGetValue(name, out function!) && belongs;
    }

    /// <summary>Why a name that is none of the supported is refused.</summary>
    public static string Refusal(string name) => name switch
    {
        "holt_winters" => PromQLMessages.NotInMode("the function holt_winters", "double_exponential_smoothing behind a feature flag"),
        _ when name == "histogram_fraction" || OfNativeHistograms.Contains(name) =>
            PromQLMessages.NotSupported($"the function {name} is", PromQLMessages.NativeHistograms),
        _ when BehindFlag.ContainsKey(name) => PromQLMessages.NotSupported($"the function {name} is", PromQLMessages.Experimental),
        _ => PromQLMessages.UnknownFunction(name),
    };

    private static IEnumerable<PromQLFunction> Experiments()
    {
        foreach (string name in Experimental)
            yield return new PromQLFunction(name, InstantVector, RangeVector);
        yield return new PromQLFunction("double_exponential_smoothing", InstantVector, RangeVector, Scalar, Scalar);
        foreach (string name in OfQuery)
            yield return new PromQLFunction(name, Scalar);
        yield return new PromQLFunction("min_of", Scalar, Scalar, Scalar);
        yield return new PromQLFunction("max_of", Scalar, Scalar, Scalar);
        yield return new PromQLFunction("info", InstantVector, InstantVector, InstantVector) { Required = 1 };
        yield return new PromQLFunction("histogram_quantiles", InstantVector, InstantVector, Text, Scalar) { Required = 3, IsVariadic = true };
        yield return new PromQLFunction("sort_by_label", InstantVector, InstantVector, Text) { Required = 1, IsVariadic = true };
        yield return new PromQLFunction("sort_by_label_desc", InstantVector, InstantVector, Text) { Required = 1, IsVariadic = true };
    }

    private static IEnumerable<PromQLFunction> All()
    {
        foreach (string name in Elementwise)
            yield return new PromQLFunction(name, InstantVector, InstantVector);
        foreach (string name in OfNativeHistograms)
            yield return new PromQLFunction(name, InstantVector, InstantVector);
        foreach (string name in OverRange)
            yield return new PromQLFunction(name, InstantVector, RangeVector);
        foreach (string name in OfDates)
            yield return new PromQLFunction(name, InstantVector, InstantVector) { Required = 0 };
        yield return new PromQLFunction("histogram_quantile", InstantVector, Scalar, InstantVector);
        yield return new PromQLFunction("histogram_fraction", InstantVector, Scalar, Scalar, InstantVector);
        yield return new PromQLFunction("quantile_over_time", InstantVector, Scalar, RangeVector);
        yield return new PromQLFunction("predict_linear", InstantVector, RangeVector, Scalar);
        yield return new PromQLFunction("holt_winters", InstantVector, RangeVector, Scalar, Scalar);
        yield return new PromQLFunction("clamp", InstantVector, InstantVector, Scalar, Scalar);
        yield return new PromQLFunction("clamp_min", InstantVector, InstantVector, Scalar);
        yield return new PromQLFunction("clamp_max", InstantVector, InstantVector, Scalar);
        yield return new PromQLFunction("round", InstantVector, InstantVector, Scalar) { Required = 1 };
        yield return new PromQLFunction("label_replace", InstantVector, InstantVector, Text, Text, Text, Text);
        yield return new PromQLFunction("label_join", InstantVector, InstantVector, Text, Text, Text) { Required = 3, IsVariadic = true };
        yield return new PromQLFunction("vector", InstantVector, Scalar);
        yield return new PromQLFunction("scalar", Scalar, InstantVector);
        yield return new PromQLFunction("time", Scalar);
        yield return new PromQLFunction("pi", Scalar);
    }
}
