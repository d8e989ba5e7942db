using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;

namespace Coalmine.Live.Traffic.Platforms;

/// <summary>Gives one predictor the model of another and leaves it its place: its name, its share and its labels.</summary>
internal static class SeldonModel
{
    // What belongs to the place and not to the model. The annotation and the label `version` say which model it is (metrics and subsets) and move along.
    private static readonly string[] Place = ["name", "traffic", "shadow", "replicas", "labels", "annotations"];

    /// <summary>Copies graph, containers and all else that makes the model. Pods are never fewer than before: the traffic is the whole of it.</summary>
    public static void Copy(JsonObject from, JsonObject to)
    {
        JsonArray oldSpecs = (JsonArray)to.Items("componentSpecs").DeepClone();
        foreach (string member in to.Select(member => member.Key).Except(Place).ToArray())
            to.Remove(member);
        foreach ((string member, JsonNode? value) in from.Where(member => !Place.Contains(member.Key)))
            to[member] = value?.DeepClone();
        KeepPods(from, to);
        JsonArray specs = to.Items("componentSpecs");
        for (int i = 0; i < Math.Min(specs.Count, oldSpecs.Count); i++)
        {
            if (specs[i] is JsonObject spec && oldSpecs[i] is JsonObject old)
                KeepPods(old, spec);
        }

        foreach (string map in (string[])["labels", "annotations"])
            CopyVersion(from, to, map);
    }

    private static void KeepPods(JsonObject other, JsonObject to)
    {
        if (other.Number("replicas") is long pods && pods > (to.Number("replicas") ?? 0))
            to["replicas"] = pods;
    }

    private static void CopyVersion(JsonObject from, JsonObject to, string map)
    {
        string version = from.Text(map, "version");
        if (version.Length > 0)
            to.Made(map)["version"] = version;
    }
}
