using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Kinds;

namespace Coalmine.Testing.Clusters.Server;

/// <summary>A refusal with its Status object, word for word as kube-apiserver 1.20 builds it (k8s.io/apimachinery, pkg/api/errors).</summary>
#pragma warning disable CA1032 // Only the factories below make one.
public sealed class ApiFailureException : Exception
#pragma warning restore CA1032
{
    private const string Modified = "the object has been modified; please apply your changes to the latest version and try again";

    private ApiFailureException(ApiResponse response)
        : base(response.Body) => Response = response;

    /// <summary>The answer.</summary>
    public ApiResponse Response { get; }

    /// <summary>No such path: not a Status at all.</summary>
    public static ApiFailureException UnknownPath() => new(new ApiResponse(404, "text/plain; charset=utf-8", "404 page not found\n"));

    /// <summary>No such object.</summary>
    public static ApiFailureException NotFound(ResourceKind kind, string name) =>
        Of(404, "NotFound", $"{kind.Resource} \"{name}\" not found", Details(name, kind.Group, kind.Plural));

    /// <summary>The name is taken.</summary>
    public static ApiFailureException AlreadyExists(ResourceKind kind, string name) =>
        Of(409, "AlreadyExists", $"{kind.Resource} \"{name}\" already exists", Details(name, kind.Group, kind.Plural));

    /// <summary>Written by somebody else meanwhile.</summary>
    public static ApiFailureException Conflict(ResourceKind kind, string name) =>
        Of(409, "Conflict", $"Operation cannot be fulfilled on {kind.Resource} \"{name}\": {Modified}", Details(name, kind.Group, kind.Plural));

    /// <summary>A condition of the request does not hold; named by kind or resource.</summary>
    public static ApiFailureException Precondition(string resource, string group, string name, string why) =>
        Of(409, "Conflict", $"Operation cannot be fulfilled on {(group.Length == 0 ? resource : $"{resource}.{group}")} \"{name}\": {why}", Details(name, group, resource));

    /// <summary>Fields that are refused.</summary>
    public static ApiFailureException Invalid(string group, string kind, string name, IReadOnlyList<FieldCause> causes)
    {
        string[] texts = [.. causes.Select(cause => $"{cause.Field}: {cause.Message}").Distinct()];
        JsonObject details = Details(name, group, kind);
        details["causes"] = Causes(causes);
        string all = texts.Length == 1 ? texts[0] : $"[{string.Join(", ", texts)}]";
        return Of(422, "Invalid", $"{(group.Length == 0 ? kind : $"{kind}.{group}")} \"{name}\" is invalid: {all}", details);
    }

    /// <summary>A patch that cannot be applied to the object.</summary>
    public static ApiFailureException Unprocessable() => Of(422, "Invalid", "the server rejected our request due to an error in our request", []);

    /// <summary>Fields that belong to others.</summary>
    public static ApiFailureException ApplyConflict(string message, IEnumerable<FieldCause> causes) =>
        Of(409, "Conflict", message, new JsonObject { ["causes"] = Causes(causes) });

    /// <summary>A request that makes no sense.</summary>
    public static ApiFailureException BadRequest(string message) => Of(400, "BadRequest", message, null);

    /// <summary>A body in a format that is not taken.</summary>
    public static ApiFailureException UnsupportedMediaType(IEnumerable<string> accepted) => Of(
        415, "UnsupportedMediaType", $"the body of the request was in an unknown format - accepted media types include: {string.Join(", ", accepted)}", null);

    /// <summary>A method that the resource does not have.</summary>
    public static ApiFailureException MethodNotAllowed() =>
        Of(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", []);

    /// <summary>Nobody known.</summary>
    public static ApiFailureException Unauthorized() => Of(401, "Unauthorized", "Unauthorized", null);

    /// <summary>Not allowed to do this.</summary>
    public static ApiFailureException Forbidden(string message, JsonObject details) => Of(403, "Forbidden", message, details);

    /// <summary>Refused by an admission webhook.</summary>
    public static ApiFailureException Denied(string webhook, string message) => Of(403, "Forbidden", $"admission webhook \"{webhook}\" denied the request: {message}", null);

    /// <summary>A version that has been forgotten.</summary>
    public static ApiFailureException Expired(string message) => Of(410, "Expired", message, null);

    /// <summary>Something broke.</summary>
    public static ApiFailureException Internal(string message) => Of(500, "InternalError", message, new JsonObject
    {
        ["causes"] = new JsonArray(new JsonObject { ["message"] = message.Replace("Internal error occurred: ", "", StringComparison.Ordinal) }),
    });

    /// <summary>An error that the server did not foresee: it has no reason.</summary>
    public static ApiFailureException Unforeseen(string message) => Of(500, "", message, null);

    /// <summary>Too many requests.</summary>
    public static ApiFailureException TooManyRequests(int seconds) => new(Of(
        429, "TooManyRequests", "the server has received too many requests and has asked us to try again later",
        new JsonObject { ["retryAfterSeconds"] = seconds }).Response with
    { RetryAfter = seconds });

    /// <summary>Not there now.</summary>
    public static ApiFailureException Unavailable() => Of(503, "ServiceUnavailable", "the server is currently unable to handle the request", []);

    /// <summary>The details of a Status.</summary>
    public static JsonObject Details(string name, string group, string kind)
    {
        JsonObject details = [];
        if (name.Length > 0)
            details["name"] = name;
        if (group.Length > 0)
            details["group"] = group;
        if (kind.Length > 0)
            details["kind"] = kind;
        return details;
    }

    /// <summary>A Status object.</summary>
    public static JsonObject Status(int code, string reason, string message, JsonObject? details)
    {
        JsonObject status = new() { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Failure", ["message"] = message };
        if (reason.Length > 0)
            status["reason"] = reason;
        if (details is not null)
            status["details"] = details;
        status["code"] = code;
        return status;
    }

    private static ApiFailureException Of(int code, string reason, string message, JsonObject? details) =>
        new(new ApiResponse(code, "application/json", Status(code, reason, message, details).ToJsonString(JsonText.Plain)));

    private static JsonArray Causes(IEnumerable<FieldCause> causes) => [.. causes.Select(cause => (JsonNode)new JsonObject
    {
        ["reason"] = cause.Reason, ["message"] = cause.Message, ["field"] = cause.Field,
    })];
}
