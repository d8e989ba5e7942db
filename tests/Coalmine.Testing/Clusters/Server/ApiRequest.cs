namespace Coalmine.Testing.Clusters.Server;

/// <summary>What a client sends.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="ContentType">Type of the body; none where nothing is said.</param>
/// <param name="Body">The body; none for an empty one.</param>
public sealed record ApiRequest(string Method, string Path, string? ContentType = null, string? Body = null)
{
    /// <summary>The bearer token; none for an anonymous client.</summary>
    public string? Token { get; init; } = AccessRules.AdminToken;

    /// <summary>The client's name, by which it owns the fields that it writes: what the header User-Agent has before the first slash.</summary>
    public string UserAgent { get; init; } = "unknown";
}
