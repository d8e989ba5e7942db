using System.Text.Json.Nodes;
using Coalmine.Manifests.Readers;

namespace Coalmine.Manifests.Schemas;

/// <summary>
/// Makes a JSON Schema of the reader of a file, so that editors can complete keys and mark mistakes while one types. The schema comes from the readers
/// alone and never refuses what they read; what depends on several places of a file (shares that must add up, times that must fit), and what YAML
/// resolves away before a schema sees it (comments, anchors, the way a number is written), only the readers see.
/// </summary>
public static class SchemaDocument
{
    /// <summary>The dialect: JSON Schema, draft 2020-12.</summary>
    public const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    /// <summary>The schema of a file.</summary>
    /// <param name="title">What the file is.</param>
    /// <param name="reader">Reads the file's root.</param>
    public static JsonObject Of<T>(string title, Reader<T> reader)
    {
        SchemaDefinitions definitions = new();
        JsonObject root = reader.Describe(definitions);
        return new JsonObject { ["$schema"] = Dialect, ["title"] = title, ["$ref"] = root["$ref"]!.DeepClone(), ["$defs"] = definitions.ToJson() };
    }
}
