using System.Text;
using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Kinds;

namespace Coalmine.Testing.Clusters.Server;

/// <summary>Answers get, list and watch.</summary>
internal sealed class ObjectReading(ApiServerCore core, ResourceKind kind, RequestPath path)
{
    private const string TooOld =
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.";

    private static readonly TimeSpan UsualTimeout = TimeSpan.FromMinutes(30);

    /// <summary>Answers a verb.</summary>
    public ApiResponse Answer(string verb, RequestQuery query, long? readVersion) => verb switch
    {
        "get" => Get(readVersion),
        "list" => List(query),
        _ => Watch(query),
    };

    private ApiResponse Get(long? readVersion)
    {
        JsonObject? found = readVersion is { } version
            ? core.Store.GetAt(kind, path.Namespace, path.Name, version)
            : core.Store.Get(kind, path.Namespace, path.Name);
        return Json(200, ObjectForm.Shown(found ?? throw ApiFailureException.NotFound(kind, path.Name), kind, path.Version));
    }

    private ApiResponse List(RequestQuery query)
    {
        Selectors selectors = Selectors.Read(query, path, kind);
        bool selects = query["labelSelector"].Length > 0 || query["fieldSelector"].Length > 0;
        string start = Start(query["continue"]);
        long limit = query.Number("limit") is > 0 and long number ? number : long.MaxValue;
        JsonArray items = [];
        string last = "";
        long left = 0;
        foreach ((string key, JsonObject value) in core.Store.List(kind, path.Namespace).Where(one => string.CompareOrdinal(one.Key, start) >= 0))
        {
            if (!selectors.Match(value))
                continue;
            if (items.Count >= limit)
            {
                left++;
                continue;
            }

            JsonObject shown = ObjectForm.Shown(value, kind, path.Version);
            if (!kind.IsCustom)
            {
                shown.Remove("kind");
                shown.Remove("apiVersion");
            }

            items.Add(shown);
            last = key;
        }

        JsonObject metadata = [];
        if (left > 0 || kind.IsCustom)
            metadata["continue"] = left > 0 ? Token(last) : "";
        if (left > 0 && !selects)
            metadata["remainingItemCount"] = left;
        metadata["resourceVersion"] = FormattableString.Invariant($"{core.Store.Version}");
        JsonObject list = new() { ["apiVersion"] = kind.ApiVersion(path.Version), ["items"] = items, ["kind"] = kind.Kind + "List", ["metadata"] = metadata };
        return Json(200, list);
    }

    private ApiResponse Watch(RequestQuery query)
    {
        Selectors selectors = Selectors.Read(query, path, kind);
        TimeSpan timeout = query.Number("timeoutSeconds") is > 0 and long seconds ? TimeSpan.FromSeconds(seconds) : UsualTimeout;
        WatchSubscription.WatchScope scope = new(kind, path.Version, path.Namespace, selectors, timeout, query.IsOn("allowWatchBookmarks"));
        string since = query["resourceVersion"];
        if (since is "" or "0")
        {
            WatchSubscription now = new(core, core.Store, scope, core.Store.Version);
            foreach ((_, JsonObject value) in core.Store.List(kind, path.Namespace).Where(one => selectors.Match(one.Value)))
                now.Begin(value);
            return new ApiResponse(200, "application/json", "") { Watch = now };
        }

        if (!long.TryParse(since, out long version))
        {
            throw ApiFailureException.Invalid("", "", "",
                [FieldCause.Invalid("resourceVersion", $"\"{since}\"", $"strconv.ParseUint: parsing \"{since}\": invalid syntax")]);
        }

        return new ApiResponse(200, "application/json", "") { Watch = new WatchSubscription(core, core.Store, scope, version) };
    }

    private string Token(string last)
    {
        JsonObject token = new() { ["v"] = "meta.k8s.io/v1", ["rv"] = core.Store.Version, ["start"] = last + "\0" };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(token.ToJsonString(JsonText.Plain))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    private string Start(string token)
    {
        if (token.Length == 0)
            return "";
        try
        {
            string padded = token.Replace('-', '+').Replace('_', '/') + new string('=', (4 - (token.Length % 4)) % 4);
            JsonNode? read = JsonNode.Parse(Convert.FromBase64String(padded));
            if (JsonText.Number(read, "rv") < core.Store.Forgotten)
                throw ApiFailureException.Expired(TooOld);
            return JsonText.Text(read, "start");
        }
        catch (Exception error) when (error is FormatException or System.Text.Json.JsonException)
        {
            throw ApiFailureException.BadRequest($"continue key is not valid: {error.Message}");
        }
    }

    private static ApiResponse Json(int status, JsonObject body) => new(status, "application/json", body.ToJsonString(JsonText.Plain));
}
