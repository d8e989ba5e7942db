using System.Text.Json.Nodes;
using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Manifests.Native;

/// <summary>What the values of a check may be, by its metric: the same table of units that reads them, as JSON Schema.</summary>
internal static class CheckSchema
{
    /// <summary>The word for missing data that does no harm.</summary>
    public const string Pass = "pass";

    /// <summary>The word for missing data that says nothing.</summary>
    public const string Inconclusive = "inconclusive";

    /// <summary>Any limit of any metric.</summary>
    public static JsonObject Limits(SchemaDefinitions definitions) =>
        Fragments.AnyOf([.. Each(MetricUnits.Limit).Select(reader => reader.Describe(definitions))]);

    /// <summary>Any rule for missing data of any metric.</summary>
    public static JsonObject Missing(SchemaDefinitions definitions) =>
        Fragments.AnyOf([Fragments.Words([Pass, Inconclusive]), .. Each(MetricUnits.Value).Select(reader => reader.Describe(definitions))]);

    /// <summary>A rule: where some keys have such values, the mapping is like this.</summary>
    public static JsonObject Rule(JsonObject properties, JsonObject then) => new()
    {
        ["if"] = new JsonObject { ["properties"] = properties, ["required"] = new JsonArray([.. properties.Select(p => (JsonNode)p.Key)]) },
        ["then"] = then,
    };

    /// <summary>The values of the keys of a check on a metric.</summary>
    public static JsonObject Values(
        Metric metric, SchemaDefinitions definitions, MappingKey atMost, MappingKey atLeast, MappingKey notWorse, MappingKey missing)
    {
        JsonNode limit = MetricUnits.Limit(metric).Describe(definitions);
        return new JsonObject
        {
            [(metric.HigherIsWorse ? atMost : atLeast).Name] = limit,
            [(metric.HigherIsWorse ? atLeast : atMost).Name] = false,
            [notWorse.Name] = MetricUnits.HasMargin(metric) ? MarginReader.FragmentFor(metric) : false,
            [missing.Name] = Fragments.AnyOf(Fragments.Words([Pass, Inconclusive]), MetricUnits.Value(metric).Describe(definitions)),
        };
    }

    private static IEnumerable<Reader<double>> Each(Func<Metric, Reader<double>> unit) => MetricReader.Kinds().Select(kind => unit(kind.Metric)).Distinct();
}
