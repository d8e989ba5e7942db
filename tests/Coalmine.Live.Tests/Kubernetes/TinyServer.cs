using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using k8s;

namespace Coalmine.Live.Tests.Kubernetes;

/// <summary>
/// Objects by address, with versions, answered in process: enough of an API server to see what a client sends and what it makes of an answer. Anything can be
/// made to go wrong before or after a request is carried out.
/// </summary>
internal sealed class TinyServer : HttpMessageHandler
{
    private readonly SortedDictionary<string, JsonObject> _objects = new(StringComparer.Ordinal);
    private readonly HashSet<string> _collections = [];
    private int _version = 100;

    /// <summary>Every request: method, address and body.</summary>
    public List<(string Method, string Path, JsonNode? Body)> Requests { get; } = [];

    /// <summary>Answers instead of the server; the number counts requests from 1.</summary>
    public Func<HttpRequestMessage, int, HttpResponseMessage?>? Instead { get; set; }

    /// <summary>Happens after a request has been carried out, and may throw: the answer is lost then.</summary>
    public Action<HttpRequestMessage, int>? Afterwards { get; set; }

    /// <summary>A client of this server.</summary>
    public ClusterClient Client(TimeProvider time) =>
        new(ClusterConnection.Of(new KubernetesClientConfiguration { Host = "https://cluster.test" }), time, this, TimeSpan.FromSeconds(5));

    /// <summary>Puts an object, and knows its kind from then on.</summary>
    public void Put(ResourceKind kind, string name, string json) => Put(kind, name, (JsonObject)JsonNode.Parse(json)!);

    /// <summary>Puts an object, as somebody else would.</summary>
    public void Put(ResourceKind kind, string name, JsonObject found)
    {
        Know(kind);
        JsonObject made = (JsonObject)found.DeepClone();
        JsonObject metadata = made["metadata"] as JsonObject ?? [];
        made["metadata"] = metadata;
        metadata["name"] = name;
        metadata["namespace"] = "shop";
        metadata["resourceVersion"] = Next();
        _objects[kind.PathOf("shop", name)] = made;
    }

    /// <summary>Knows a kind.</summary>
    public void Know(ResourceKind kind) => _collections.Add(kind.PathOf("shop"));

    /// <summary>An object as it is now.</summary>
    public JsonObject Get(ResourceKind kind, string name) => _objects[kind.PathOf("shop", name)];

    /// <summary>Whether there is an object.</summary>
    public bool Has(ResourceKind kind, string name) => _objects.ContainsKey(kind.PathOf("shop", name));

    /// <summary>An answer.</summary>
    public static HttpResponseMessage Answer(HttpStatusCode code, JsonNode? body) => new(code)
    {
        Content = new StringContent(body?.ToJsonString() ?? "404 page not found\n", Encoding.UTF8, body is null ? "text/plain" : "application/json"),
    };

    /// <summary>A refusal in the form of section 1.6 of the reference.</summary>
    public static HttpResponseMessage Refusal(HttpStatusCode code, string reason, string message, JsonObject? details = null) => Answer(code, new JsonObject
    {
        ["kind"] = "Status",
        ["status"] = "Failure",
        ["reason"] = reason,
        ["message"] = message,
        ["details"] = details,
        ["code"] = (int)code,
    });

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string text = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        JsonNode? body = text.Length == 0 ? null : JsonNode.Parse(text);
        Requests.Add((request.Method.Method, request.RequestUri!.PathAndQuery, body));
        int number = Requests.Count;
        if (Instead?.Invoke(request, number) is HttpResponseMessage instead)
            return instead;
        HttpResponseMessage answer = Handle(request, body);
        Afterwards?.Invoke(request, number);
        return answer;
    }

    private HttpResponseMessage Handle(HttpRequestMessage request, JsonNode? body)
    {
        string path = request.RequestUri!.AbsolutePath;
        bool isDry = request.RequestUri.Query.Contains("dryRun=All", StringComparison.Ordinal);
        if (request.Method == HttpMethod.Post)
            return Create(path, (JsonObject)body!);
        string subject = path.EndsWith("/status", StringComparison.Ordinal) ? path[..^"/status".Length] : path;
        if (!_objects.TryGetValue(subject, out JsonObject? found))
            return Absent(path);
        if (request.Method == HttpMethod.Get)
            return Answer(HttpStatusCode.OK, found.DeepClone());
        JsonObject wanted = body switch
        {
            JsonArray operations => Apply(found, operations),
            JsonObject patch when request.Method == HttpMethod.Patch => Merge((JsonObject)found.DeepClone(), patch),
            _ => (JsonObject)body!.DeepClone(),
        };
        string version = wanted["metadata"]!["resourceVersion"]!.GetValue<string>();
        if (version != found["metadata"]!["resourceVersion"]!.GetValue<string>())
            return Refusal(HttpStatusCode.Conflict, "Conflict", "the object has been modified; please apply your changes to the latest version and try again");
        wanted["metadata"]!["resourceVersion"] = Next();
        if (!isDry)
            _objects[subject] = wanted;
        return Answer(HttpStatusCode.OK, wanted.DeepClone());
    }

    private HttpResponseMessage Absent(string path)
    {
        if (_collections.Contains(path))
        {
            JsonArray items = [.. _objects.Where(found => found.Key.StartsWith(path + "/", StringComparison.Ordinal)).Select(found => found.Value.DeepClone())];
            return Answer(HttpStatusCode.OK, new JsonObject { ["kind"] = "List", ["metadata"] = new JsonObject(), ["items"] = items });
        }

        return _collections.Any(collection => path.StartsWith(collection + "/", StringComparison.Ordinal))
            ? Refusal(HttpStatusCode.NotFound, "NotFound", $"{path.Split('/')[^1]} not found", new JsonObject { ["name"] = path.Split('/')[^1] })
            : Answer(HttpStatusCode.NotFound, null);
    }

    private HttpResponseMessage Create(string path, JsonObject body)
    {
        JsonObject metadata = body["metadata"] as JsonObject ?? [];
        string name = metadata["name"]?.GetValue<string>() ?? metadata["generateName"]?.GetValue<string>() + Next();
        string address = $"{path}/{name}";
        if (_objects.ContainsKey(address))
            return Refusal(HttpStatusCode.Conflict, "AlreadyExists", $"{name} already exists");
        JsonObject made = (JsonObject)body.DeepClone();
        JsonObject written = made["metadata"] as JsonObject ?? [];
        made["metadata"] = written;
        written["name"] = name;
        written["resourceVersion"] = Next();
        _objects[address] = made;
        return Answer(HttpStatusCode.Created, made.DeepClone());
    }

    private string Next() => (++_version).ToString(CultureInfo.InvariantCulture);

    private static JsonObject Merge(JsonObject target, JsonObject patch)
    {
        foreach ((string member, JsonNode? value) in patch)
        {
            if (value is null)
                target.Remove(member);
            else if (value is JsonObject inner)
                target[member] = Merge(target[member]?.DeepClone() as JsonObject ?? [], inner);
            else
                target[member] = value.DeepClone();
        }

        return target;
    }

    // RFC 6902, the three operations that the client sends; whatever is wrong with a path throws, and fails the test.
    internal static JsonObject Apply(JsonObject found, JsonArray operations)
    {
        JsonObject made = (JsonObject)found.DeepClone();
        foreach (JsonNode? operation in operations)
        {
            string[] path = [.. operation!["path"]!.GetValue<string>().Split('/').Skip(1)
                .Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
            JsonNode parent = path[..^1].Aggregate((JsonNode)made, (node, part) => node is JsonArray list ? list[Index(part)]! : node[part]!);
            string kind = operation["op"]!.GetValue<string>();
            JsonNode? value = operation["value"]?.DeepClone();
            switch (parent)
            {
                case JsonArray list when kind == "remove":
                    list.RemoveAt(Index(path[^1]));
                    break;
                case JsonArray list when kind == "add" && path[^1] == "-":
                    list.Add(value);
                    break;
                case JsonArray list when kind == "replace":
                    list[Index(path[^1])] = value;
                    break;
                case JsonObject members when kind == "add" || members.ContainsKey(path[^1]):
                    members.Remove(path[^1]);
                    if (kind != "remove")
                        members[path[^1]] = value;
                    break;
                default:
                    throw new InvalidOperationException($"Cannot {kind} {string.Join('/', path)}.");
            }
        }

        return made;
    }

    private static int Index(string part) => int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture);
}
