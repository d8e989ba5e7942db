using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Kinds;
using Coalmine.Testing.Clusters.Patches;

namespace Coalmine.Testing.Clusters.Server;

/// <summary>Answers create, update and delete; patches are built by <see cref="ObjectPatching"/>.</summary>
internal sealed class ObjectWriting(ApiServerCore core, ResourceKind kind, RequestPath path, WriteOptions options)
{
    private const string GeneratedLetters = "bcdfghjklmnpqrstvwxz2456789";

    private string Now => ObjectForm.Time(core.Clock.GetUtcNow());

    private FieldOwner Updater => new(options.Manager, false, kind.ApiVersion(path.Version));

    /// <summary>Answers a verb.</summary>
    public ApiResponse Answer(string verb, ApiRequest request)
    {
        switch (verb)
        {
            case "create" when path.Name.Length == 0:
                options.Check("CreateOptions");
                return Shown(201, Create(Body(request), null));
            case "update" when path.Name.Length > 0:
                options.Check("UpdateOptions");
                return Replace(Body(request));
            case "patch" when path.Name.Length > 0:
                return new ObjectPatching(core, kind, path, options, this).Answer(request);
            case "delete":
                return Delete(request);
            case "deletecollection":
                return DeleteAll(request);
            default:
                throw ApiFailureException.MethodNotAllowed();
        }
    }

    /// <summary>Stores a new object.</summary>
    /// <param name="given">What the client sent.</param>
    /// <param name="applier">The manager of an apply, with its fields; nothing for an update.</param>
    public JsonObject Create(JsonObject given, FieldOwner? applier)
    {
        JsonObject created = (JsonObject)given.DeepClone();
        CheckVersion(created);
        ObjectForm.PruneMetadata(created);
        JsonObject metadata = (JsonObject)created["metadata"]!;
        Place(metadata);
        if (JsonText.Text(metadata, "name").Length == 0 && JsonText.Text(metadata, "generateName") is { Length: > 0 } prefix)
            metadata["name"] = prefix + Generated();
        string name = JsonText.Text(metadata, "name");
        if (path.Namespace.Length > 0 && core.MissingNamespaces.Contains(path.Namespace))
            throw ApiFailureException.NotFound(core.Kinds.Find("", "v1", "namespaces")!, path.Namespace);
        if (JsonText.Text(metadata, "resourceVersion") is not ("" or "0"))
            throw ApiFailureException.Unforeseen("resourceVersion should not be set on objects to be created");
        if (kind.HasStatus)
            created.Remove("status");
        foreach (string field in (ReadOnlySpan<string>)["resourceVersion", "managedFields", "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink"])
            metadata.Remove(field);
        metadata["uid"] = core.NextIdentity();
        metadata["creationTimestamp"] = Now;
        metadata.Remove("generation");
        if (kind.HasGeneration)
            metadata["generation"] = 1;
        Prepare(created, null, given);
        if (core.Store.Get(kind, path.Namespace, name) is not null)
            throw ApiFailureException.AlreadyExists(kind, name);
        ManagedFields managed = ManagedFields.Of(null);
        if (applier is { } owner)
            _ = managed.Apply(owner, [], given, kind.Schema, Now);
        else
            managed.Update(Updater, null, created, kind.Schema, Now);
        managed.Write(created);
        if (!options.IsDryRun)
            core.Store.Put(kind, created);
        return created;
    }

    /// <summary>Stores a changed object, unless nothing has changed.</summary>
    /// <param name="existing">The object as it is.</param>
    /// <param name="wanted">The object as it is to be; it is changed here.</param>
    /// <param name="isApplied">Whether <paramref name="wanted"/> bears its owners already.</param>
    public JsonObject Update(JsonObject existing, JsonObject wanted, bool isApplied)
    {
        CheckGuard(existing, wanted);
        JsonNode? owners = isApplied ? wanted["metadata"]?["managedFields"]?.DeepClone() : null;
        JsonObject updated = path.Subresource == "status" ? OnlyStatus(existing, wanted) : OnlyMain(existing, wanted);
        ((JsonObject)updated["metadata"]!).Remove("managedFields");
        JsonObject metadata = (JsonObject)updated["metadata"]!;
        metadata["resourceVersion"] = existing["metadata"]!["resourceVersion"]!.DeepClone();
        if (kind.HasGeneration)
            metadata["generation"] = JsonText.Number(existing, "metadata", "generation") ?? 1;
        Prepare(updated, existing, wanted);
        if (kind.HasGeneration && path.Subresource.Length == 0 && !JsonNode.DeepEquals(ObjectForm.Wish(existing, kind), ObjectForm.Wish(updated, kind)))
            metadata["generation"] = (JsonText.Number(existing, "metadata", "generation") ?? 1) + 1;
        bool isSame = JsonNode.DeepEquals(ObjectForm.Essence(existing), ObjectForm.Essence(updated));
        if (isSame && (!isApplied || JsonNode.DeepEquals(owners, existing["metadata"]!["managedFields"])))
            return existing;
        if (isApplied)
            metadata["managedFields"] = owners;
        else
        {
            ManagedFields managed = ManagedFields.Of(existing);
            managed.Update(Updater, existing, updated, kind.Schema, Now);
            managed.Write(updated);
        }

        if (options.IsDryRun)
            return updated;
        bool isGone = metadata["deletionTimestamp"] is not null && metadata["finalizers"] is not JsonArray { Count: > 0 };
        core.Store.Put(kind, updated);
        if (isGone)
            core.Store.Remove(kind, path.Namespace, path.Name);
        return updated;
    }

    /// <summary>An answer with an object.</summary>
    public ApiResponse Shown(int status, JsonObject value) =>
        new(status, "application/json", ObjectForm.Shown(value, kind, path.Version).ToJsonString(JsonText.Plain));

    private ApiResponse Replace(JsonObject body)
    {
        CheckVersion(body);
        string name = JsonText.Text(body, "metadata", "name");
        string space = JsonText.Text(body, "metadata", "namespace");
        if (name != path.Name)
            throw ApiFailureException.BadRequest(name.Length == 0 ? "name must be provided" : $"the name of the object ({name}) does not match the name on the URL ({path.Name})");
        if (space.Length > 0 && space != path.Namespace)
            throw ApiFailureException.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        if (core.Store.Get(kind, path.Namespace, path.Name) is { } existing)
        {
            string uid = JsonText.Text(body, "metadata", "uid");
            string isNow = JsonText.Text(existing, "metadata", "uid");
            if (uid.Length > 0 && uid != isNow)
            {
                string key = $"/registry/{kind.Group}/{kind.Plural}/{path.Namespace}/{path.Name}";
                string why = $"Precondition failed: UID in precondition: {uid}, UID in object meta: {isNow}";
                throw ApiFailureException.Precondition(
                    kind.Plural, kind.Group, path.Name, $"StorageError: invalid object, Code: 4, Key: {key}, ResourceVersion: 0, AdditionalErrorMsg: {why}");
            }

            return Shown(200, Update(existing, (JsonObject)body.DeepClone(), false));
        }

        return kind.CreatesOnUpdate && path.Subresource.Length == 0 ? Shown(201, Create(body, null)) : throw ApiFailureException.NotFound(kind, path.Name);
    }

    private ApiResponse Delete(ApiRequest request)
    {
        options.Check("DeleteOptions");
        JsonObject asked = RequestBody.Json(request.Body) as JsonObject ?? [];
        JsonObject existing = core.Store.Get(kind, path.Namespace, path.Name) ?? throw ApiFailureException.NotFound(kind, path.Name);
        CheckPrecondition(asked, existing, "uid", "UID", "The object might have been deleted and then recreated");
        CheckPrecondition(asked, existing, "resourceVersion", "ResourceVersion", "The object might have been modified");
        bool isDry = options.IsDryRun || asked["dryRun"] is JsonArray { Count: > 0 };
        string propagation = JsonText.Text(asked, "propagationPolicy") is { Length: > 0 } named ? named : options.Propagation;
        bool isForeground = propagation == "Foreground";
        if (isForeground || existing["metadata"]!["finalizers"] is JsonArray { Count: > 0 })
            return Shown(200, Mark(existing, isForeground, isDry));
        if (!isDry)
            core.Store.Remove(kind, path.Namespace, path.Name);
        if (kind is { Plural: "pods", Group: "" })
            return Shown(200, existing);
        JsonObject details = ApiFailureException.Details(path.Name, kind.Group, kind.Plural);
        details["uid"] = JsonText.Text(existing, "metadata", "uid");
        JsonObject status = new() { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["details"] = details };
        return new ApiResponse(200, "application/json", status.ToJsonString(JsonText.Plain));
    }

    private ApiResponse DeleteAll(ApiRequest request)
    {
        options.Check("DeleteOptions");
        (_, RequestQuery query) = RequestQuery.Split(request.Path);
        Selectors selectors = Selectors.Read(query, path, kind);
        JsonArray items = [];
        foreach ((_, JsonObject value) in core.Store.List(kind, path.Namespace).Where(one => selectors.Match(one.Value)).ToArray())
        {
            items.Add(ObjectForm.Shown(value, kind, path.Version));
            if (!options.IsDryRun)
                core.Store.Remove(kind, JsonText.Text(value, "metadata", "namespace"), JsonText.Text(value, "metadata", "name"));
        }

        JsonObject list = new()
        {
            ["apiVersion"] = kind.ApiVersion(path.Version),
            ["items"] = items,
            ["kind"] = kind.Kind + "List",
            ["metadata"] = new JsonObject { ["continue"] = "", ["resourceVersion"] = FormattableString.Invariant($"{core.Store.Version}") },
        };
        return new ApiResponse(200, "application/json", list.ToJsonString(JsonText.Plain));
    }

    private JsonObject Mark(JsonObject existing, bool isForeground, bool isDry)
    {
        JsonObject marked = (JsonObject)existing.DeepClone();
        JsonObject metadata = (JsonObject)marked["metadata"]!;
        if (metadata["deletionTimestamp"] is not null)
            return existing;
        metadata["deletionTimestamp"] = Now;
        metadata["deletionGracePeriodSeconds"] = 0;
        if (kind.HasGeneration)
            metadata["generation"] = (JsonText.Number(existing, "metadata", "generation") ?? 1) + 1;
        if (isForeground)
        {
            JsonArray finalizers = metadata["finalizers"] as JsonArray ?? [];
            metadata.Remove("finalizers");
            metadata["finalizers"] = new JsonArray([.. finalizers.Select(one => one?.DeepClone()).Append("foregroundDeletion")]);
        }

        if (!isDry)
            core.Store.Put(kind, marked);
        return marked;
    }

    private void CheckPrecondition(JsonObject asked, JsonObject existing, string field, string title, string guess)
    {
        string wanted = JsonText.Text(asked, "preconditions", field);
        string found = JsonText.Text(existing, "metadata", field);
        if (wanted.Length > 0 && wanted != found)
        {
            throw ApiFailureException.Precondition(
                kind.Kind, kind.Group, path.Name, $"the {title} in the precondition ({wanted}) does not match the {title} in record ({found}). {guess}");
        }
    }

    private void CheckGuard(JsonObject existing, JsonObject wanted)
    {
        string guard = JsonText.Text(wanted, "metadata", "resourceVersion");
        if (guard is "" or "0")
        {
            if (!kind.OverwritesUnconditionally)
            {
                throw ApiFailureException.Invalid(kind.Group, kind.Plural, path.Name,
                    [FieldCause.Invalid("metadata.resourceVersion", "0x0", "must be specified for an update")]);
            }
        }
        else if (!ulong.TryParse(guard, out _))
            throw ApiFailureException.Unforeseen($"strconv.ParseUint: parsing \"{guard}\": invalid syntax");
        else if (guard != JsonText.Text(existing, "metadata", "resourceVersion"))
            throw ApiFailureException.Conflict(kind, path.Name);
    }

    private void CheckVersion(JsonObject body)
    {
        string wanted = kind.ApiVersion(path.Version);
        string version = JsonText.Text(body, "apiVersion");
        if (version.Length > 0 && version != wanted)
            throw ApiFailureException.BadRequest($"the API version in the data ({version}) does not match the expected API version ({wanted})");
        body["apiVersion"] = wanted;
        body["kind"] ??= kind.Kind;
    }

    private void Place(JsonObject metadata)
    {
        string space = JsonText.Text(metadata, "namespace");
        if (space.Length > 0 && space != path.Namespace)
            throw ApiFailureException.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        if (kind.IsNamespaced)
            metadata["namespace"] = path.Namespace;
    }

    private static JsonObject OnlyStatus(JsonObject existing, JsonObject wanted)
    {
        JsonObject updated = (JsonObject)existing.DeepClone();
        updated.Remove("status");
        if (wanted["status"] is { } status)
            updated["status"] = status.DeepClone();
        return updated;
    }

    private JsonObject OnlyMain(JsonObject existing, JsonObject wanted)
    {
        JsonObject updated = (JsonObject)wanted.DeepClone();
        ObjectForm.PruneMetadata(updated);
        JsonObject metadata = (JsonObject)updated["metadata"]!;
        foreach (string field in (ReadOnlySpan<string>)["creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "generateName"])
        {
            metadata.Remove(field);
            if (existing["metadata"]![field] is { } kept)
                metadata[field] = kept.DeepClone();
        }

        foreach (string field in (ReadOnlySpan<string>)["uid", "namespace"])
        {
            if (!metadata.ContainsKey(field) && existing["metadata"]![field] is { } kept)
                metadata[field] = kept.DeepClone();
        }

        if (!kind.HasStatus)
            return updated;
        updated.Remove("status");
        if (existing["status"] is { } status)
            updated["status"] = status.DeepClone();
        return updated;
    }

    private void Prepare(JsonObject o, JsonObject? existing, JsonObject given)
    {
        if (kind.IsCustom)
        {
            JsonNode? metadata = o["metadata"];
            foreach (string name in o.Select(one => one.Key).Where(name => name is not ("apiVersion" or "kind" or "metadata") && !kind.Schema.Fields.ContainsKey(name)).ToArray())
                o.Remove(name);
            foreach ((string name, Schema field) in kind.Schema.Fields)
            {
                SchemaCheck.Prune(o[name], field);
                SchemaCheck.Default(o[name], field);
            }

            o["metadata"] = metadata;
        }
        else
            BuiltInForm.Complete(o, kind, given);
        Admit(o, existing);
        IReadOnlyList<FieldCause> causes = [.. ObjectCheck.Of(o, existing, kind)];
        if (causes.Count > 0)
            throw ApiFailureException.Invalid(kind.Group, kind.Kind, JsonText.Text(o, "metadata", "name"), causes);
    }

    private void Admit(JsonObject o, JsonObject? existing)
    {
        foreach (Action<AdmissionRequest> webhook in core.Admission)
            webhook(new AdmissionRequest(kind, existing, o, path.Subresource));
    }

    private string Generated()
    {
        string identity = core.NextIdentity();
        return string.Concat(identity.Where(char.IsAsciiHexDigit).Take(5).Select(letter => GeneratedLetters[letter % GeneratedLetters.Length]));
    }

    private static JsonObject Body(ApiRequest request) =>
        request.ContentType is { } type && type.StartsWith("application/yaml", StringComparison.Ordinal)
            ? RequestBody.Yaml(request.Body) as JsonObject ?? throw ApiFailureException.BadRequest("the body is no object")
            : RequestBody.Object(request.Body);
}
