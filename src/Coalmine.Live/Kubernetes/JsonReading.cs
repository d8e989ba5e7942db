using System.Text.Json;
using System.Text.Json.Nodes;

namespace Coalmine.Live.Kubernetes;

/// <summary>
/// Reads objects whose form nobody promises: a member that is absent, null or of another kind reads as nothing, and never throws. What must be there is for
/// the caller to say.
/// </summary>
internal static class JsonReading
{
    /// <summary>The object at the end of a path of members.</summary>
    public static JsonObject? Child(this JsonNode? node, params ReadOnlySpan<string> path) => At(node, path) as JsonObject;

    /// <summary>The elements of the list at the end of a path; none where there is no list.</summary>
    public static JsonArray Items(this JsonNode? node, params ReadOnlySpan<string> path) => At(node, path) as JsonArray ?? [];

    /// <summary>The text at the end of a path; empty where there is none.</summary>
    public static string Text(this JsonNode? node, params ReadOnlySpan<string> path) =>
        At(node, path) is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";

    /// <summary>The whole number at the end of a path.</summary>
    public static long? Number(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        if (At(node, path) is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
            return null;
        // A number is kept as what it was made of: a parsed element, or a value of our own.
        return value.TryGetValue(out long whole) ? whole : value.TryGetValue(out int small) ? small : null;
    }

    /// <summary>Whether the member at the end of a path is true.</summary>
    public static bool IsTrue(this JsonNode? node, params ReadOnlySpan<string> path) => At(node, path)?.GetValueKind() == JsonValueKind.True;

    /// <summary>The first object of a list of which a member has a text.</summary>
    public static JsonObject? Named(this JsonArray items, string member, string value) =>
        items.OfType<JsonObject>().FirstOrDefault(item => item.Text(member) == value);

    /// <summary>The status of a condition: <c>True</c>, <c>False</c>, <c>Unknown</c>, or nothing where it is absent.</summary>
    public static string Condition(this JsonArray conditions, string type) => conditions.Named("type", type).Text("status");

    /// <summary>The object at a member, made where it is absent.</summary>
    public static JsonObject Made(this JsonObject node, string member)
    {
        if (node[member] is JsonObject there)
            return there;
        JsonObject made = [];
        node[member] = made;
        return made;
    }

    private static JsonNode? At(JsonNode? node, ReadOnlySpan<string> path)
    {
        foreach (string member in path)
        {
            if (node is not JsonObject inner)
                return null;
            node = inner[member];
        }

        return node;
    }
}
