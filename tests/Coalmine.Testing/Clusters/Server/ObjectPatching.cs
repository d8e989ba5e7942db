using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Kinds;
using Coalmine.Testing.Clusters.Patches;

namespace Coalmine.Testing.Clusters.Server;

/// <summary>Answers patch, in the four formats.</summary>
internal sealed class ObjectPatching(ApiServerCore core, ResourceKind kind, RequestPath path, WriteOptions options, ObjectWriting writing)
{
    private const string Json = "application/json-patch+json";
    private const string Merge = "application/merge-patch+json";
    private const string Strategic = "application/strategic-merge-patch+json";
    private const string Apply = "application/apply-patch+yaml";

    /// <summary>Answers one: format, options, object, patch, in the order in which the server looks.</summary>
    public ApiResponse Answer(ApiRequest request)
    {
        string format = (request.ContentType ?? "").Split(';')[0].Trim();
        string[] accepted = kind.IsCustom ? [Json, Merge, Apply] : [Json, Merge, Strategic, Apply];
        if (!accepted.Contains(format))
            throw ApiFailureException.UnsupportedMediaType(accepted);
        options.Check("PatchOptions", format == Apply);
        JsonObject? existing = core.Store.Get(kind, path.Namespace, path.Name);
        if (format == Apply)
            return ApplyConfig(existing, RequestBody.Yaml(request.Body));
        if (existing is null)
            throw ApiFailureException.NotFound(kind, path.Name);
        JsonObject current = ObjectForm.Shown(existing, kind, path.Version);
        JsonNode? patched = Patched(format, current, RequestBody.Json(request.Body));
        if (patched is not JsonObject wanted)
            throw ApiFailureException.Unprocessable();
        return Keep(existing, wanted, false);
    }

    private JsonNode? Patched(string format, JsonObject current, JsonNode? patch)
    {
        try
        {
            return format switch
            {
                Json => JsonPatch.Apply(current, patch as JsonArray
                    ?? throw ApiFailureException.BadRequest("json: cannot unmarshal object into Go value of type jsonpatch.Patch")),
                _ when patch is not JsonObject => throw ApiFailureException.BadRequest("json: cannot unmarshal into Go value of type map[string]interface {}"),
                Merge => MergePatch.Apply(current, patch),
                _ => StrategicMerge.Apply(current, patch, kind.Schema),
            };
        }
        catch (PatchException)
        {
            throw ApiFailureException.Unprocessable();
        }
    }

    private ApiResponse ApplyConfig(JsonObject? existing, JsonNode? body)
    {
        JsonObject config = body as JsonObject ?? throw ApiFailureException.BadRequest("error decoding YAML: the configuration is no object");
        string version = JsonText.Text(config, "apiVersion");
        string expected = kind.ApiVersion(path.Version);
        if (version != expected)
            throw ApiFailureException.BadRequest($"Incorrect version specified in apply patch. Specified patch version: {version}, expected: {expected}");
        if (config["metadata"]?["managedFields"] is not null)
            throw ApiFailureException.BadRequest("metadata.managedFields must be nil");
        string name = JsonText.Text(config, "metadata", "name");
        if (name.Length > 0 && name != path.Name)
            throw ApiFailureException.BadRequest($"the name of the object ({name}) does not match the name on the URL ({path.Name})");
        JsonObject owned = (JsonObject)config.DeepClone();
        owned["metadata"] ??= new JsonObject();
        owned["metadata"]!["name"] = path.Name;
        if (kind.HasStatus && path.Subresource.Length == 0)
            owned.Remove("status");
        FieldOwner owner = new(options.FieldManager, true, expected);
        if (existing is null)
            return path.Subresource.Length == 0 ? writing.Shown(201, writing.Create(owned, owner)) : throw ApiFailureException.NotFound(kind, path.Name);
        string guard = JsonText.Text(config, "metadata", "resourceVersion");
        if (guard.Length > 0 && guard != JsonText.Text(existing, "metadata", "resourceVersion"))
            throw ApiFailureException.Conflict(kind, path.Name);
        string time = ObjectForm.Time(core.Clock.GetUtcNow());
        JsonObject live = ObjectForm.Shown(existing, kind, path.Version);
        JsonObject wanted = ApplyPatch.Apply(owner, live, Typed(owned), kind.Schema, (options.IsForced, time));
        return Keep(existing, wanted, true);
    }

    // A configuration is compared with what is stored, so that it must be pruned as that was.
    private JsonObject Typed(JsonObject config)
    {
        if (kind.IsCustom)
        {
            foreach ((string name, Schema field) in kind.Schema.Fields)
                SchemaCheck.Prune(config[name], field);
        }

        return config;
    }

    private ApiResponse Keep(JsonObject existing, JsonObject wanted, bool isApplied)
    {
        string version = JsonText.Text(wanted, "apiVersion");
        string expected = kind.ApiVersion(path.Version);
        if (version != expected)
            throw ApiFailureException.BadRequest($"the API version in the data ({version}) does not match the expected API version ({expected})");
        wanted["apiVersion"] = JsonText.Text(existing, "apiVersion") is { Length: > 0 } stored ? stored : expected;
        return writing.Shown(200, writing.Update(existing, wanted, isApplied));
    }
}
