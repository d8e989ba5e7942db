namespace Coalmine.Testing.Clusters.Server;

/// <summary>The parts of a path.</summary>
/// <param name="Group">Group; empty for the core.</param>
/// <param name="Version">Version; empty where the path ends before it.</param>
/// <param name="Namespace">Namespace; empty for all or none.</param>
/// <param name="Plural">Resource; empty where the path ends before it.</param>
/// <param name="Name">Object; empty for a collection.</param>
/// <param name="Subresource">What of the object; empty for itself.</param>
internal readonly record struct RequestPath(string Group, string Version, string Namespace, string Plural, string Name, string Subresource)
{
    /// <summary>Whether the path is one of the API; else it is another page of the server.</summary>
    public bool IsApi => Version.Length > 0;

    /// <summary>Reads a path without its query.</summary>
    public static RequestPath Read(string path)
    {
        string[] parts = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        (string group, int at) = parts switch
        {
            ["api", ..] => ("", 1),
            ["apis", string named, ..] => (named, 2),
            _ => ("", parts.Length),
        };
        if (at >= parts.Length)
            return new(group, "", "", "", "", "");
        string version = parts[at++];
        string[] rest = parts[at..];
        string inNamespace = "";
        if (rest is ["namespaces", string space, _, ..] && !(rest.Length == 3 && rest[2] is "status" or "finalize"))
        {
            inNamespace = space;
            rest = rest[2..];
        }

        return new(group, version, rest is ["namespaces", string self, ..] && inNamespace.Length == 0 ? self : inNamespace,
            Part(rest, 0), Part(rest, 1), rest.Length > 3 ? string.Join('/', rest[2..]) : Part(rest, 2));
    }

    private static string Part(string[] parts, int index) => index < parts.Length ? parts[index] : "";
}
