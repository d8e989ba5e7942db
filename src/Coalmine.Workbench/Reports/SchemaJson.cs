using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Coalmine.Workbench.Reports;

/// <summary>Writes a JSON Schema of our files.</summary>
public static class SchemaJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the schema as UTF-8 with a line break at its end; the stream stays open.</summary>
    public static void Write(JsonObject schema, Stream stream)
    {
        using (Utf8JsonWriter writer = new(stream, Options))
            schema.WriteTo(writer);
        stream.WriteByte((byte)'\n');
    }
}
