namespace Coalmine.Workbench.Tests.Schemas;

/// <summary>
/// What no schema can say, or ours does not: rules between distant places of a file, orders and sums, and what comes before there is a value.
/// </summary>
internal static class Unseen
{
    // What comes before there is a value.
    private static readonly Dictionary<string, string> Syntax = new()
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
    };

    private static readonly Dictionary<string, string> InOneFile = new()
    {
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
        ["CM1326"] = "a warning: such a file is read",
        ["CM1322"] = "two entries of a list: checks of one name",
        ["CM1323"] = "two branches: the risk and the methods of the checks",
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
        ["CM2115"] = "two branches: every and the duration of the world",
        ["CM2117"] = "two entries of a list: faults that grow the memory of the same pods",
        ["CM2140"] = "the number of entries of a list: classes",
        ["CM2141"] = "a sum over a list: the shares of classes",
        ["CM2142"] = "two entries of a list: classes of one name",
        ["CM2143"] = "two entries of a list: a mistake and the class that it names",
        ["CM2145"] = "two branches: the classes of both arms",
        ["CM2146"] = "two branches: a fault and the class that it names",
        ["CM2131"] = "two branches: the autoscaler and the pods",
        ["CM2300"] = "a store of results, which is no file of ours in YAML",
        ["CM2301"] = "a store of results, which is no file of ours in YAML",
        ["CM2302"] = "a store of results, which is no file of ours in YAML",
        ["CM2303"] = "a store of results, which is no file of ours in YAML",
        ["CM2304"] = "a store of results, which is no file of ours in YAML",
        ["CM2305"] = "a store of results, which is no file of ours in YAML",
        ["CM2306"] = "a store of results, which is no file of ours in YAML",
        ["CM2307"] = "a store of results, which is no file of ours in YAML",
        ["CM2308"] = "a store of results, which is no file of ours in YAML",
        ["CM2309"] = "a store of results, which is no file of ours in YAML",
        ["CM2310"] = "a store of results, which is no file of ours in YAML",
    };

    private static readonly Dictionary<string, string> BetweenFiles = new()
    {
        ["CM1330"] = "two files: what the scenario's telemetry can answer",
        ["CM2001"] = "the file system",
        ["CM2002"] = "the file system",
        ["CM2003"] = "the file system",
        ["CM2190"] = "the command line: the engine that was asked for",
        ["CM2191"] = "two files: a manifest's query and what can be asked",
        ["CM2193"] = "manifests, which have their own schemas",
        ["CM2197"] = "two files: a manifest and what a world may have",
        ["CM2201"] = "two files: a manifest and the world",
        ["CM2202"] = "two files: a manifest and the world",
        ["CM2230"] = "manifests, which have their own schemas",
        ["CM2231"] = "two files: a scenario and the manifest that it names",
        ["CM2232"] = "two files: a scenario and a manifest beside it",
        ["CM2233"] = "two files: a scenario and the manifest that it names",
        ["CM2234"] = "two files where `from` is there; where it is not, the schema sees it",
        ["CM2235"] = "the file system",
        ["CM2194"] = "manifests, which have their own schemas",
        ["CM2195"] = "rule files, which have no schema",
        ["CM2196"] = "two files: a rule's expression and the world",
        ["CM2192"] = "two files: a manifest's query and the world",
        ["CM2260"] = "lint: a file without any document",
        ["CM2261"] = "lint: files that are none of ours",
        ["CM2262"] = "lint: objects of a cluster that are none of ours",
        ["CM2250"] = "two files: a manifest and the scenario, or an option",
        ["CM2251"] = "two files: a manifest and the scenario, or an option",
        ["CM2121"] = "the file system",
        ["CM2122"] = "another file: the record of rates",
        ["CM2123"] = "another file: the record of rates",
        ["CM2124"] = "another file: the record of rates",
        ["CM2125"] = "another file: the record of rates",
        ["CM2126"] = "another file: the record of rates",
        ["CM2127"] = "another file: the record of rates",
        ["CM2128"] = "another file: the record of rates",
        ["CM2129"] = "another file: the record of rates",
    };

    /// <summary>The reason for each message, by its id.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = Syntax.Concat(InOneFile).Concat(BetweenFiles).Concat(UnseenInSuites.Reasons).ToDictionary();
}
