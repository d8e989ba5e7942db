using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;

namespace Coalmine.Live.Traffic.Platforms;

/// <summary>Where the model of an InferenceService stands: <c>spec.(component).(framework or model).storageUri</c>.</summary>
internal static class KnativeModel
{
    // KServe notes the model's address here on what it derives (pkg/constants, StorageInitializerSourceUriInternalAnnotationKey).
    private const string SourceMark = "internal.serving.kserve.io/storage-initializer-sourceuri";

    /// <summary>The model's address; empty where the specification holds none, as for a container of one's own.</summary>
    public static string Of(JsonObject found, TrafficTarget target) => HolderIn(found, target).Text("storageUri");

    /// <summary>Writes the model's address; nothing where the specification holds none.</summary>
    public static void Write(JsonObject wanted, TrafficTarget target, string address)
    {
        if (HolderIn(wanted, target) is JsonObject holder)
            holder["storageUri"] = address;
    }

    /// <summary>The model's address of a revision; empty where it is not noted.</summary>
    public static string OfRevision(JsonObject? revision) => revision.Text("metadata", "annotations", SourceMark);

    private static JsonObject? HolderIn(JsonObject found, TrafficTarget target) =>
        (found.Child("spec", target.Component) ?? []).Select(member => member.Value).OfType<JsonObject>()
            .FirstOrDefault(member => member.Text("storageUri").Length > 0);
}
