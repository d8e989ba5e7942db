using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Kinds;

namespace Coalmine.Testing.Clusters.Patches;

/// <summary>Kubernetes' own patch for built-in types: lists with keys are merged element by element, others replaced; <c>$patch</c> deletes or replaces.</summary>
internal static class StrategicMerge
{
    private const string Directive = "$patch";

    /// <summary>The object after the patch; the given one stays.</summary>
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch, Schema schema)
    {
        if (patch is not JsonObject changes)
            return patch?.DeepClone();
        bool replaces = Is(changes, "replace");
        JsonObject merged = target is JsonObject o && !replaces ? (JsonObject)o.DeepClone() : [];
        foreach ((string name, JsonNode? value) in changes.Where(one => one.Key != Directive))
        {
            Schema field = schema.Of(name);
            if (value is null)
                merged.Remove(name);
            else if (value is JsonArray list && merged[name] is JsonArray old && (field.Keys.Count > 0 || field.IsSet))
                merged[name] = Merge(old, list, field);
            else
                merged[name] = Apply(merged[name], value, field);
        }

        return merged;
    }

    private static JsonArray Merge(JsonArray old, JsonArray changes, Schema schema)
    {
        if (changes.OfType<JsonObject>().Any(one => Is(one, "replace")))
            return [.. changes.Where(one => one is not JsonObject o || !Is(o, "replace")).Select(one => one?.DeepClone())];
        JsonArray merged = (JsonArray)old.DeepClone();
        foreach (JsonNode? change in changes)
        {
            int index = IndexOf(merged, change, schema);
            if (change is JsonObject o && Is(o, "delete"))
            {
                if (index >= 0)
                    merged.RemoveAt(index);
            }
            else if (index < 0)
                merged.Add(change?.DeepClone());
            else
                merged[index] = Apply(merged[index], change, schema.Items ?? Schema.Unknown);
        }

        return merged;
    }

    private static int IndexOf(JsonArray list, JsonNode? element, Schema schema)
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (schema.IsSet ? JsonNode.DeepEquals(list[i], element) : list[i] is JsonObject a && element is JsonObject b && JsonNode.DeepEquals(a[schema.Keys[0]], b[schema.Keys[0]]))
                return i;
        }

        return -1;
    }

    private static bool Is(JsonObject o, string directive) => o[Directive] is JsonValue value && value.ToString() == directive;
}
