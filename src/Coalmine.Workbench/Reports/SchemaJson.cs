using System.Text.Json.Nodes;

namespace Coalmine.Workbench.Reports;

/// <summary>Writes a JSON Schema of our files.</summary>
public static class SchemaJson
{
    /// <summary>Writes the schema as UTF-8 with a line break at its end; the stream stays open.</summary>
    public static void Write(JsonObject schema, Stream stream) => IndentedJson.Write(stream, writer => schema.WriteTo(writer));
}
