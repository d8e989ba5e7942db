namespace Coalmine.PromQL.Parsing;

/// <summary>Aggregations by their name; the names are taken in any case.</summary>
internal static class AggregateTable
{
    private static readonly Dictionary<string, AggregateOperator> Supported = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sum"] = AggregateOperator.Sum,
        ["avg"] = AggregateOperator.Avg,
        ["min"] = AggregateOperator.Min,
        ["max"] = AggregateOperator.Max,
        ["count"] = AggregateOperator.Count,
        ["stddev"] = AggregateOperator.StdDev,
        ["stdvar"] = AggregateOperator.StdVar,
        ["group"] = AggregateOperator.Group,
        ["quantile"] = AggregateOperator.Quantile,
        ["topk"] = AggregateOperator.TopK,
        ["bottomk"] = AggregateOperator.BottomK,
        ["count_values"] = AggregateOperator.CountValues,
    };

    private static readonly Dictionary<string, AggregateOperator> BehindFlag = new(StringComparer.OrdinalIgnoreCase)
    {
        ["limitk"] = AggregateOperator.LimitK,
        ["limit_ratio"] = AggregateOperator.LimitRatio,
    };

    public static bool TryFind(string name, Dialect dialect, out AggregateOperator found) =>
        Supported.TryGetValue(name, out found) || (dialect.HasExperiments && BehindFlag.TryGetValue(name, out found));

    public static bool IsKnown(string name) => Supported.ContainsKey(name) || BehindFlag.ContainsKey(name);

    public static string NameOf(AggregateOperator aggregate) => Supported.Concat(BehindFlag).First(entry => entry.Value == aggregate).Key;

    /// <summary>The kind of the parameter before the vector; null for aggregations without one.</summary>
    public static ValueKind? ParameterOf(AggregateOperator aggregate) => aggregate switch
    {
        AggregateOperator.TopK or AggregateOperator.BottomK or AggregateOperator.Quantile => ValueKind.Scalar,
        AggregateOperator.LimitK or AggregateOperator.LimitRatio => ValueKind.Scalar,
        AggregateOperator.CountValues => ValueKind.Text,
        _ => null,
    };
}
