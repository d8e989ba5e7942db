using System.Text.Json;
using System.Text.Json.Nodes;

namespace Coalmine.Testing.Clusters.Patches;

/// <summary>RFC 6902.</summary>
internal static class JsonPatch
{
    /// <summary>The object after every operation; the given one stays.</summary>
    /// <exception cref="PatchException">An operation cannot be done; then none is.</exception>
    public static JsonNode? Apply(JsonNode root, JsonArray operations)
    {
        JsonNode? document = root.DeepClone();
        foreach (JsonNode? operation in operations)
            document = Step(document, operation as JsonObject ?? throw new PatchException("an operation is no object"));
        return document;
    }

    private static JsonNode? Step(JsonNode? document, JsonObject operation)
    {
        string[] path = JsonPointer.Split(Text(operation, "path"));
        switch (Text(operation, "op"))
        {
            case "add":
                return Add(document, path, Value(operation));
            case "remove":
                Remove(document, path);
                return document;
            case "replace":
                if (path.Length == 0)
                    return Value(operation);
                _ = JsonPointer.Get(document, path);
                Set(document, path, Value(operation));
                return document;
            case "move":
                {
                    string[] from = JsonPointer.Split(Text(operation, "from"));
                    if (path.Length > from.Length && path.AsSpan(0, from.Length).SequenceEqual(from))
                        throw new PatchException("a value cannot move into itself");
                    JsonNode? moved = JsonPointer.Get(document, from)?.DeepClone();
                    Remove(document, from);
                    return Add(document, path, moved);
                }

            case "copy":
                return Add(document, path, JsonPointer.Get(document, JsonPointer.Split(Text(operation, "from")))?.DeepClone());
            case "test":
                if (!JsonNode.DeepEquals(JsonPointer.Get(document, path), Value(operation)))
                    throw new PatchException("a test failed");
                return document;
            default:
                throw new PatchException("an unknown operation");
        }
    }

    private static JsonNode? Add(JsonNode? document, string[] path, JsonNode? value)
    {
        if (path.Length == 0)
            return value;
        switch (JsonPointer.Get(document, path.AsSpan(0, path.Length - 1)))
        {
            case JsonObject parent:
                parent[path[^1]] = value;
                break;
            case JsonArray list:
                list.Insert(path[^1] == "-" ? list.Count : JsonPointer.Index(path[^1], list.Count, list.Count), value);
                break;
            default:
                throw new PatchException("nothing to add to");
        }

        return document;
    }

    private static void Set(JsonNode? document, string[] path, JsonNode? value)
    {
        switch (JsonPointer.Get(document, path.AsSpan(0, path.Length - 1)))
        {
            case JsonObject parent:
                parent[path[^1]] = value;
                break;
            case JsonArray list:
                list[JsonPointer.Index(path[^1], list.Count - 1, list.Count)] = value;
                break;
        }
    }

    private static void Remove(JsonNode? document, string[] path)
    {
        if (path.Length == 0)
            throw new PatchException("the whole cannot be removed");
        switch (JsonPointer.Get(document, path.AsSpan(0, path.Length - 1)))
        {
            case JsonObject parent when parent.Remove(path[^1]):
                break;
            case JsonArray list:
                list.RemoveAt(JsonPointer.Index(path[^1], list.Count - 1, list.Count));
                break;
            default:
                throw new PatchException("nothing to remove");
        }
    }

    private static string Text(JsonObject operation, string member) =>
        operation[member] is JsonValue value && value.GetValueKind() == JsonValueKind.String
            ? value.GetValue<string>()
            : throw new PatchException($"an operation without '{member}'");

    private static JsonNode? Value(JsonObject operation) =>
        operation.TryGetPropertyValue("value", out JsonNode? value) ? value?.DeepClone() : throw new PatchException("an operation without a value");
}
