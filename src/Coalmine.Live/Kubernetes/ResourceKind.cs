namespace Coalmine.Live.Kubernetes;

/// <summary>A kind of object of an API server, by the names that its address is made of.</summary>
/// <param name="Group">Its API group; empty for the core.</param>
/// <param name="Version">The version asked for.</param>
/// <param name="Plural">Its name in addresses and roles.</param>
/// <param name="Kind">Its name in objects.</param>
public readonly record struct ResourceKind(string Group, string Version, string Plural, string Kind)
{
    /// <summary>The group and version as objects carry it: <c>apps/v1</c>, <c>v1</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Address of the group and version, which answers whether a server knows it.</summary>
    public string GroupPath => Group.Length == 0 ? $"/api/{Version}" : $"/apis/{ApiVersion}";

    /// <summary>Address of an object or, without a name, of all of a namespace.</summary>
    /// <param name="ns">The namespace; empty for kinds that have none.</param>
    /// <param name="name">The object; empty for all.</param>
    /// <param name="subresource"><c>status</c>, <c>scale</c>, or nothing.</param>
    public string PathOf(string ns, string name = "", string subresource = "") => string.Concat(
        GroupPath,
        ns.Length == 0 ? "" : $"/namespaces/{Uri.EscapeDataString(ns)}",
        $"/{Plural}",
        name.Length == 0 ? "" : $"/{Uri.EscapeDataString(name)}",
        subresource.Length == 0 ? "" : $"/{subresource}");
}
