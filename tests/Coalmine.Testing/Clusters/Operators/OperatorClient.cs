using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Testing.Clusters.Operators;

/// <summary>Writes for an operator, and only where something is to be changed.</summary>
internal sealed class OperatorClient(ApiServerCore core, string manager)
{
    /// <summary>Makes an object have this specification.</summary>
    public void Ensure(string collection, string group, JsonObject wanted)
    {
        string name = JsonText.Text(wanted, "metadata", "name");
        string plural = collection[(collection.LastIndexOf('/') + 1)..];
        if (core.Find(group, plural, JsonText.Text(wanted, "metadata", "namespace"), name) is null)
        {
            Send("POST", collection, "application/json", wanted);
            return;
        }

        JsonObject changes = new() { ["spec"] = wanted["spec"]!.DeepClone() };
        JsonArray patch = [new JsonObject { ["op"] = "replace", ["path"] = "/spec", ["value"] = changes["spec"]!.DeepClone() }];
        if (wanted["metadata"]!["annotations"] is { } annotations)
            patch.Add(new JsonObject { ["op"] = "add", ["path"] = "/metadata/annotations", ["value"] = annotations.DeepClone() });
        Send("PATCH", $"{collection}/{name}", "application/json-patch+json", patch);
    }

    /// <summary>Makes an object have this status, whole.</summary>
    public void Status(string path, JsonObject status)
    {
        JsonArray patch = [new JsonObject { ["op"] = "add", ["path"] = "/status", ["value"] = status }];
        Send("PATCH", $"{path}/status", "application/json-patch+json", patch);
    }

    /// <summary>Takes an object away.</summary>
    public void Delete(string path) => Send("DELETE", path, null, null);

    private void Send(string method, string path, string? type, JsonNode? body) =>
        _ = core.Handle(new ApiRequest(method, path, type, body?.ToJsonString()) { UserAgent = manager });
}
