using System.Text.Json.Nodes;

namespace Coalmine.Testing.Clusters.Server;

/// <summary>Who a token is, and what that user may do.</summary>
public sealed class AccessRules
{
    /// <summary>Token of a user who may do everything.</summary>
    public const string AdminToken = "admin-token";

    /// <summary>Token of a user who may read everything.</summary>
    public const string ViewerToken = "viewer-token";

    private const string Any = "*";
    private readonly Dictionary<string, string> _users = new(StringComparer.Ordinal) { [AdminToken] = "admin", [ViewerToken] = "viewer" };
    private readonly List<(string User, string Verb, string Group, string Resource, string Namespace)> _granted =
    [
        ("admin", Any, Any, Any, Any),
        ("viewer", "get", Any, Any, Any),
        ("viewer", "list", Any, Any, Any),
        ("viewer", "watch", Any, Any, Any),
    ];

    /// <summary>Makes a token known.</summary>
    public void AddUser(string token, string user) => _users[token] = user;

    /// <summary>Makes a token unknown, as one that has expired is.</summary>
    public void ForgetToken(string token) => _users.Remove(token);

    /// <summary>Allows a user something; * stands for any. A subresource is named resource/subresource.</summary>
    public void Grant(string user, IEnumerable<string> verbs, string group, string resource, string inNamespace = Any) =>
        _granted.AddRange(verbs.Select(verb => (user, verb, group, resource, inNamespace)));

    /// <summary>Takes everything from a user.</summary>
    public void Revoke(string user) => _granted.RemoveAll(one => one.User == user);

    /// <summary>The user of a token.</summary>
    /// <exception cref="ApiFailureException">There is none.</exception>
    public string UserOf(string? token) => token is not null && _users.TryGetValue(token, out string? user) ? user : throw ApiFailureException.Unauthorized();

    /// <summary>Whether a user may.</summary>
    public bool Allows(string user, string verb, string group, string resource, string inNamespace) => _granted.Exists(one => one.User == user
        && (one.Verb == Any || one.Verb == verb) && (one.Group == Any || one.Group == group) && (one.Resource == Any || one.Resource == resource)
        && (one.Namespace == Any || one.Namespace == inNamespace));

    /// <summary>Refuses what a user may not do, in the words of the real server.</summary>
    internal void Demand(string user, RequestPath path, string verb)
    {
        if (path.Plural.Length == 0)
            return;
        string resource = path.Subresource.Length == 0 ? path.Plural : $"{path.Plural}/{path.Subresource}";
        bool isReview = path is { Group: "authorization.k8s.io", Plural: "selfsubjectaccessreviews" };
        if (isReview || Allows(user, verb, path.Group, resource, path.Namespace))
            return;
        string subject = path.Group.Length == 0 ? path.Plural : $"{path.Plural}.{path.Group}";
        string name = path.Name.Length == 0 ? "" : $" \"{path.Name}\"";
        string scope = path.Namespace.Length == 0 ? "at the cluster scope" : $"in the namespace \"{path.Namespace}\"";
        JsonObject details = ApiFailureException.Details(path.Name, path.Group, path.Plural);
        throw ApiFailureException.Forbidden(
            $"{subject}{name} is forbidden: User \"{user}\" cannot {verb} resource \"{resource}\" in API group \"{path.Group}\" {scope}", details);
    }
}
