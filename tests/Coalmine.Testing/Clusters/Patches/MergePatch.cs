using System.Text.Json.Nodes;

namespace Coalmine.Testing.Clusters.Patches;

/// <summary>RFC 7386.</summary>
internal static class MergePatch
{
    /// <summary>The object after the patch; the given one stays.</summary>
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
            return patch?.DeepClone();
        JsonObject merged = target is JsonObject o ? (JsonObject)o.DeepClone() : [];
        foreach ((string name, JsonNode? value) in changes)
        {
            if (value is null)
                merged.Remove(name);
            else
                merged[name] = Apply(merged[name], value);
        }

        return merged;
    }
}
