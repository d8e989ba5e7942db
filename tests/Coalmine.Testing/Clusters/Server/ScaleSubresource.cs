using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Kinds;
using Coalmine.Testing.Clusters.Patches;

namespace Coalmine.Testing.Clusters.Server;

/// <summary>The number of replicas, read and written by itself.</summary>
internal sealed class ScaleSubresource(ApiServerCore core, ResourceKind kind, RequestPath path)
{
    /// <summary>Answers a verb.</summary>
    public ApiResponse Answer(string verb, ApiRequest request, RequestQuery query)
    {
        JsonObject existing = core.Store.Get(kind, path.Namespace, path.Name) ?? throw ApiFailureException.NotFound(kind, path.Name);
        JsonObject scale = ScaleOf(existing);
        if (verb == "get")
            return Json(scale);
        JsonNode? body = RequestBody.Json(request.Body);
        JsonNode? wanted = verb switch
        {
            "update" => body,
            "patch" when request.ContentType?.StartsWith("application/json-patch", StringComparison.Ordinal) == true => Patched(scale, body),
            "patch" => MergePatch.Apply(scale, body),
            _ => throw ApiFailureException.MethodNotAllowed(),
        };
        string guard = JsonText.Text(wanted, "metadata", "resourceVersion");
        if (guard.Length > 0 && guard != JsonText.Text(existing, "metadata", "resourceVersion"))
            throw ApiFailureException.Conflict(kind, path.Name);
        JsonObject updated = (JsonObject)existing.DeepClone();
        updated["spec"] ??= new JsonObject();
        updated["spec"]!["replicas"] = JsonText.Number(wanted, "spec", "replicas") ?? 0;
        RequestPath main = path with { Subresource = "" };
        return Json(ScaleOf(new ObjectWriting(core, kind, main, new WriteOptions(request, query)).Update(existing, updated, false)));
    }

    private static JsonNode? Patched(JsonObject scale, JsonNode? body)
    {
        try
        {
            return JsonPatch.Apply(scale, body as JsonArray ?? []);
        }
        catch (PatchException)
        {
            throw ApiFailureException.Unprocessable();
        }
    }

    private static JsonObject ScaleOf(JsonObject o)
    {
        if (JsonText.Number(o, "spec", "replicas") is not { } replicas)
            throw ApiFailureException.Internal("Internal error occurred: the spec replicas field \".spec.replicas\" does not exist");
        JsonObject metadata = [];
        foreach (string field in (ReadOnlySpan<string>)["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
            metadata[field] = o["metadata"]![field]?.DeepClone();
        return new()
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["replicas"] = replicas },
            ["status"] = new JsonObject { ["replicas"] = JsonText.Number(o, "status", "replicas") ?? 0 },
        };
    }

    private static ApiResponse Json(JsonObject body) => new(200, "application/json", body.ToJsonString(JsonText.Plain));
}
