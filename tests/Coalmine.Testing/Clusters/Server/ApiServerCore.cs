using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Kinds;

namespace Coalmine.Testing.Clusters.Server;

/// <summary>
/// A Kubernetes API server in memory: the rules of kube-apiserver 1.20 for the kinds in its registry, one request after the other, with no clock but the given
/// one and no chance. What a client sees of it is what it would see of the real one; what a test needs besides is here: seeding, jumping versions, expiry.
/// </summary>
/// <param name="clock">Gives creation times, and ends watches.</param>
/// <param name="firstVersion">The version before the first write.</param>
public sealed class ApiServerCore(TimeProvider clock, long firstVersion = 100)
{
    private readonly ObjectStore _store = new(firstVersion);
    private ulong _identities;

    /// <summary>Told after every write, outside of the lock.</summary>
    public event Action? Written;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; } = clock;

    /// <summary>The kinds; install, replace or uninstall some for a cluster that is not complete.</summary>
    public KindRegistry Kinds { get; } = KindRegistry.Everything();

    /// <summary>Who may do what.</summary>
    public AccessRules Access { get; } = new();

    /// <summary>Webhooks, in order; each may change the object, or refuse by throwing an <see cref="ApiFailureException"/>.</summary>
    public IList<Action<AdmissionRequest>> Admission { get; } = [];

    /// <summary>Namespaces that do not exist; every other one does.</summary>
    public ISet<string> MissingNamespaces { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The version of the latest write.</summary>
    public long Version => _store.Version;

    internal Lock Gate { get; } = new();

    internal ObjectStore Store => _store;

    /// <summary>Answers a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="readVersion">Serve reads of single objects from the state at this version, as a lagging cache does; nothing for the newest one.</param>
    public ApiResponse Handle(ApiRequest request, long? readVersion = null)
    {
        ApiResponse response;
        long before;
        lock (Gate)
        {
            before = _store.Version;
            try
            {
                response = Route(request, readVersion);
            }
            catch (ApiFailureException failure)
            {
                response = failure.Response;
            }
            catch (InvalidOperationException error)
            {
                // A body with a value of another type than every object has at that place, such as a text for metadata.
                response = ApiFailureException.BadRequest($"the object provided cannot be read: {error.Message}").Response;
            }
        }

        if (_store.Version != before)
            Written?.Invoke();
        return response;
    }

    /// <summary>An object as the store has it, at the stored version; nothing where there is none. For tests and operators.</summary>
    public JsonObject? Find(string group, string plural, string inNamespace, string name)
    {
        lock (Gate)
        {
            ResourceKind kind = KindOf(group, plural);
            return _store.Get(kind, inNamespace, name) is { } found ? ObjectForm.Shown(found, kind, kind.Versions[0]) : null;
        }
    }

    /// <summary>The objects of a kind, of every namespace where none is given.</summary>
    public IReadOnlyList<JsonObject> List(string group, string plural, string inNamespace = "")
    {
        lock (Gate)
        {
            ResourceKind kind = KindOf(group, plural);
            return [.. _store.List(kind, inNamespace).Select(one => ObjectForm.Shown(one.Value, kind, kind.Versions[0]))];
        }
    }

    /// <summary>Keeps an object exactly as given, resourceVersion included, as if it had been there before the server began.</summary>
    public void Seed(JsonObject value)
    {
        lock (Gate)
        {
            ResourceKind kind = Kinds.Find(JsonText.Text(value, "apiVersion"), JsonText.Text(value, "kind"))
                ?? throw new ArgumentException($"Read an object of the unknown kind {value["apiVersion"]} {value["kind"]}.", nameof(value));
            _store.Seed(kind, (JsonObject)value.DeepClone());
        }
    }

    /// <summary>Keeps everything that is stored; the action that is returned brings it back.</summary>
    public Action Save()
    {
        lock (Gate)
        {
            Action restore = _store.Save();
            return () =>
            {
                lock (Gate)
                    restore();
            };
        }
    }

    /// <summary>Takes an object away without a trace: no event, no version.</summary>
    public void Unseed(string group, string plural, string inNamespace, string name)
    {
        lock (Gate)
            _store.Unseed(KindOf(group, plural), inNamespace, name);
    }

    /// <summary>Lets the versions jump, as they do where others write other things.</summary>
    public void AdvanceTo(long version)
    {
        lock (Gate)
            _store.AdvanceTo(version);
    }

    /// <summary>Forgets what happened up to now: a watch from an earlier version has expired, and so has one that lags behind.</summary>
    public void Compact()
    {
        lock (Gate)
            _store.Forget();
    }

    internal string NextIdentity()
    {
        ulong mixed = ++_identities * 0x9E3779B97F4A7C15UL;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed ^= mixed >> 27;
        return FormattableString.Invariant($"{(uint)(mixed >> 32):x8}-{(ushort)(mixed >> 16):x4}-4{(int)(mixed & 0xFFF):x3}-8{(int)(_identities & 0xFFF):x3}-{_identities:x12}");
    }

    private ApiResponse Route(ApiRequest request, long? readVersion)
    {
        string user = Access.UserOf(request.Token);
        (string target, RequestQuery query) = RequestQuery.Split(request.Path);
        RequestPath path = RequestPath.Read(target);
        if (path.Plural.Length == 0)
            return Discovery.Answer(this, target, path) ?? throw ApiFailureException.UnknownPath();
        string verb = VerbOf(request.Method, path, query);
        Access.Demand(user, path, verb);
        if (path is { Group: "authorization.k8s.io", Plural: "selfsubjectaccessreviews" or "selfsubjectrulesreviews", Name: "" } && verb == "create")
            return AccessReview.Answer(Access, user, request.Body);
        ResourceKind kind = Kinds.Find(path.Group, path.Version, path.Plural) ?? throw ApiFailureException.UnknownPath();
        if (path.Subresource.Length > 0 && !(path.Subresource == "status" && kind.HasStatus) && !(path.Subresource == "scale" && kind.HasScale))
            throw ApiFailureException.UnknownPath();
        if (path.Subresource == "scale")
            return new ScaleSubresource(this, kind, path).Answer(verb, request, query);
        return verb switch
        {
            "get" or "list" or "watch" => new ObjectReading(this, kind, path).Answer(verb, query, readVersion),
            _ => new ObjectWriting(this, kind, path, new WriteOptions(request, query)).Answer(verb, request),
        };
    }

    private static string VerbOf(string method, RequestPath path, RequestQuery query) => method switch
    {
        "GET" or "HEAD" when query.IsOn("watch") => "watch",
        "GET" or "HEAD" => path.Name.Length > 0 ? "get" : "list",
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => path.Name.Length > 0 ? "delete" : "deletecollection",
        _ => throw ApiFailureException.MethodNotAllowed(),
    };

    private ResourceKind KindOf(string group, string plural) => Kinds.All.FirstOrDefault(one => one.Group == group && one.Plural == plural)
        ?? throw new ArgumentException($"Read the unknown kind {plural} of the group '{group}'.", nameof(plural));
}
