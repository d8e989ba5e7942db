using Coalmine.Manifests.Readers;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Workbench.Tests.Schemas;

/// <summary>The schemas of single units.</summary>
internal static class UnitSchema
{
    private static readonly Dictionary<string, SchemaCheck> Known = new()
    {
        ["duration"] = Of(Units.Duration),
        ["share"] = Of(Units.Share),
        ["rate"] = Of(Units.Rate),
        ["latency"] = Of(Units.Latency),
        ["count"] = Of(Units.PositiveCount),
    };

    /// <summary>The schema of a unit by its name.</summary>
    public static SchemaCheck Of(string unit) => Known[unit];

    /// <summary>The schema of a reader.</summary>
    public static SchemaCheck Of<T>(Reader<T> reader) => new(SchemaDocument.Of("unit", reader));
}
