using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Kinds;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Testing.Clusters.Patches;

/// <summary>Server-side apply.</summary>
internal static class ApplyPatch
{
    /// <summary>The object after the apply, with its owners; the given one stays.</summary>
    /// <exception cref="ApiFailureException">Somebody else owns a field that would change, and it is not forced.</exception>
    public static JsonObject Apply(FieldOwner owner, JsonObject live, JsonObject config, Schema schema, (bool Force, string Time) how)
    {
        ManagedFields managed = ManagedFields.Of(live);
        IReadOnlyList<(FieldOwner Owner, string Path)> conflicts = managed.Conflicts(owner, live, config, schema);
        if (conflicts.Count > 0 && !how.Force)
            throw ApiFailureException.ApplyConflict(Message(conflicts), conflicts.Select(one => new FieldCause(one.Path, "FieldManagerConflict", $"conflict with {Print(one.Owner)}")));
        JsonObject merged = (JsonObject)Merge(live, config, schema)!;
        FieldSet dropped = managed.Apply(owner, live, config, schema, how.Time);
        dropped.RemoveFrom(merged);
        managed.Write(merged);
        return merged;
    }

    private static string Message(IReadOnlyList<(FieldOwner Owner, string Path)> conflicts)
    {
        if (conflicts.Count == 1)
            return $"Apply failed with 1 conflict: conflict with {Print(conflicts[0].Owner)}: {conflicts[0].Path}";
        IEnumerable<string> lines = conflicts.GroupBy(one => Print(one.Owner)).OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => group.Select(one => $"- {one.Path}").Prepend($"conflicts with {group.Key}:"));
        return $"Apply failed with {conflicts.Count} conflicts: {string.Join('\n', lines)}";
    }

    private static string Print(FieldOwner owner) => owner.Applies ? $"\"{owner.Name}\"" : $"\"{owner.Name}\" using {owner.ApiVersion}";

    private static JsonNode? Merge(JsonNode? live, JsonNode? config, Schema schema)
    {
        if (config is JsonObject wanted && live is JsonObject old)
        {
            JsonObject merged = (JsonObject)old.DeepClone();
            foreach ((string name, JsonNode? value) in wanted)
                merged[name] = Merge(old[name], value, schema.Of(name));
            return merged;
        }

        if (config is JsonArray list && live is JsonArray before && (schema.Keys.Count > 0 || schema.IsSet))
        {
            JsonArray merged = (JsonArray)before.DeepClone();
            foreach (JsonNode? element in list)
            {
                int index = IndexOf(merged, element, schema);
                if (index < 0)
                    merged.Add(element?.DeepClone());
                else
                    merged[index] = Merge(merged[index], element, schema.Items ?? Schema.Unknown);
            }

            return merged;
        }

        return config?.DeepClone();
    }

    private static int IndexOf(JsonArray list, JsonNode? element, Schema schema)
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (schema.IsSet ? JsonNode.DeepEquals(list[i], element) : schema.Keys.All(key => JsonNode.DeepEquals(list[i]?[key], element?[key])))
                return i;
        }

        return -1;
    }
}
