using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Kinds;

namespace Coalmine.Testing.Clusters.Server;

/// <summary>How objects are shown, and what they are made of.</summary>
internal static class ObjectForm
{
    private static readonly HashSet<string> KnownMetadata = new(StringComparer.Ordinal)
    {
        "name", "generateName", "namespace", "selfLink", "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp",
        "deletionGracePeriodSeconds", "labels", "annotations", "ownerReferences", "finalizers", "clusterName", "managedFields",
    };

    /// <summary>A copy at a version, in the order of members that the server writes.</summary>
    public static JsonObject Shown(JsonObject stored, ResourceKind kind, string version)
    {
        if (kind.IsCustom)
        {
            JsonObject sorted = (JsonObject)JsonText.Sorted(stored)!;
            sorted["apiVersion"] = kind.ApiVersion(version);
            return sorted;
        }

        JsonObject shown = new() { ["kind"] = kind.Kind, ["apiVersion"] = kind.ApiVersion(version) };
        foreach ((string name, JsonNode? value) in stored.Where(one => one.Key is not ("kind" or "apiVersion")))
            shown[name] = value?.DeepClone();
        return shown;
    }

    /// <summary>Metadata without unknown members; a list of owners or a map of labels of the wrong type is refused.</summary>
    public static void PruneMetadata(JsonObject o)
    {
        if (o["metadata"] is not JsonObject metadata)
        {
            o["metadata"] = new JsonObject();
            return;
        }

        foreach (string name in metadata.Select(one => one.Key).Where(name => !KnownMetadata.Contains(name)).ToArray())
            metadata.Remove(name);
        foreach (string map in (ReadOnlySpan<string>)["labels", "annotations"])
        {
            if (metadata[map] is JsonObject { Count: 0 } || (metadata.ContainsKey(map) && metadata[map] is null))
                metadata.Remove(map);
        }
    }

    /// <summary>An object without what every write changes, for telling whether anything did.</summary>
    public static JsonObject Essence(JsonObject o)
    {
        JsonObject essence = (JsonObject)o.DeepClone();
        if (essence["metadata"] is JsonObject metadata)
        {
            metadata.Remove("managedFields");
            metadata.Remove("resourceVersion");
            metadata.Remove("generation");
        }

        return essence;
    }

    /// <summary>An object without its metadata and status: what a generation counts.</summary>
    public static JsonObject Wish(JsonObject o, ResourceKind kind)
    {
        JsonObject wish = (JsonObject)o.DeepClone();
        wish.Remove("metadata");
        wish.Remove("apiVersion");
        if (kind.HasStatus)
            wish.Remove("status");
        return wish;
    }

    /// <summary>An instant as the API writes it.</summary>
    public static string Time(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
}
