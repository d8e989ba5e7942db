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
    };

    private static readonly string[] Known = ["stddev", "stdvar", "group", "topk", "bottomk", "quantile", "count_values"];

    public static bool TryFind(string name, out AggregateOperator found) => Supported.TryGetValue(name, out found);

    public static bool IsKnown(string name) => Supported.ContainsKey(name) || Known.Contains(name, StringComparer.OrdinalIgnoreCase);

    public static string NameOf(AggregateOperator aggregate) => Supported.First(entry => entry.Value == aggregate).Key;
}
