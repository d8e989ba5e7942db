using System.Text.Json;
using System.Text.Json.Nodes;

namespace Coalmine.Notebooks.Kernels;

/// <summary>Reads JSON from outside, where nothing is sure to have its kind.</summary>
internal static class JsonReading
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>An object; nothing where the bytes are no JSON, or hold something else.</summary>
    public static JsonObject? Object(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: Strict) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text; nothing where there is none.</summary>
    public static string? Text(JsonObject from, string name) => from[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>Whether something holds; otherwise what is usual.</summary>
    public static bool Flag(JsonObject from, string name, bool usual) => from[name] is JsonValue value && value.TryGetValue(out bool flag) ? flag : usual;

    /// <summary>A whole number; nothing where there is none.</summary>
    public static int? Whole(JsonObject from, string name) => from[name] is JsonValue value && value.TryGetValue(out int whole) ? whole : null;
}
