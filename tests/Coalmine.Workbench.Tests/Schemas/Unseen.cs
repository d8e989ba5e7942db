namespace Coalmine.Workbench.Tests.Schemas;

/// <summary>What no schema can say, or ours does not: rules between distant places of a file, orders and sums, and what comes before there is a value.</summary>
internal static class Unseen
{
    /// <summary>The reason for each message, by its id.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["CM1001"] = "an empty file is no document",
        ["CM1002"] = "bytes, before there is a text",
        ["CM1003"] = "bytes, before there is a text",
        ["CM1004"] = "bytes, before there is a text",
        ["CM1005"] = "syntax of YAML, before there is a value",
        ["CM1006"] = "syntax of YAML, before there is a value",
        ["CM1007"] = "syntax of YAML: an alias is resolved before a schema sees it",
        ["CM1008"] = "syntax of YAML, before there is a value",
        ["CM1009"] = "syntax of YAML: a schema sees one document",
        ["CM1010"] = "syntax of YAML: a key that is there twice is there once for a schema",
        ["CM1011"] = "syntax of YAML: a tag is resolved before a schema sees it",
        ["CM1012"] = "syntax of YAML: JSON has no other keys than words",
        ["CM1205"] = "an order of values: weights rise",
        ["CM1206"] = "two keys: weight and total",
        ["CM1301"] = "a warning: such a file is read",
        ["CM1303"] = "two keys: every and maximum",
        ["CM1304"] = "a sum over all steps",
        ["CM1314"] = "two branches: a check and the plan's shadow stage",
        ["CM1316"] = "two branches: a check and the policy's method",
        ["CM1318"] = "two branches: a check and the policy's method",
        ["CM1319"] = "two branches: a check and the policy's method",
        ["CM1320"] = "a warning: such a file is read",
        ["CM1322"] = "two entries of a list: checks of one name",
        ["CM1330"] = "two files: what the scenario's telemetry can answer",
        ["CM2001"] = "the file system",
        ["CM2002"] = "the file system",
        ["CM2003"] = "the file system",
        ["CM2102"] = "two keys: an upper quantile lies above the median",
        ["CM2104"] = "a sum over a list: the shares of a mixture",
        ["CM2105"] = "two branches: a fault and the arm that it hits",
        ["CM2107"] = "an order of values: bounds rise",
        ["CM2108"] = "two branches: revenue and the telemetry's buckets",
        ["CM2109"] = "two keys: jitter and scrape",
        ["CM2110"] = "what the world computes: the claimed truth",
        ["CM2111"] = "two keys: every and duration",
        ["CM2112"] = "two keys: first and limit",
        ["CM2113"] = "an order of values: measured latencies rise",
        ["CM2114"] = "a gap in a range: a variation is 0 or at least 0.001",
        ["CM2116"] = "two keys: mean and variation",
        ["CM2117"] = "two branches: serving and scores",
        ["CM2115"] = "two branches: every and the duration of the world",
    };
}
