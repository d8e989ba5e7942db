using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Conformance.ApiServer;

/// <summary>Where an object, or a collection of them, lies.</summary>
/// <param name="Group">Group; empty for the core.</param>
/// <param name="Version">Version.</param>
/// <param name="Namespace">Namespace; empty for all or none.</param>
/// <param name="Plural">Resource.</param>
/// <param name="Name">Object; empty for a collection.</param>
internal readonly record struct ObjectPlace(string Group, string Version, string Namespace, string Plural, string Name)
{
    /// <summary>Whether there is a resource.</summary>
    public bool IsResource => Plural.Length > 0;

    /// <summary>The identity of the object, whatever the version.</summary>
    public string Key => $"{Group}/{Plural}/{Namespace}/{Name}";

    /// <summary>Reads a path with its query.</summary>
    public static ObjectPlace Of(string target)
    {
        string[] parts = target.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        (string group, int at) = parts switch
        {
            ["api", _, ..] => ("", 1),
            ["apis", string named, _, ..] => (named, 2),
            _ => ("", -1),
        };
        if (at < 0)
            return new("", "", "", "", "");
        string version = parts[at];
        string[] rest = parts[(at + 1)..];
        return rest switch
        {
            ["namespaces", string space, string plural] => new(group, version, space, plural, ""),
            ["namespaces", string space, string plural, string name, ..] => new(group, version, space, plural, name),
            [string plural] => new(group, version, "", plural, ""),
            [string plural, string name, ..] => new(group, version, "", plural, name),
            _ => new(group, version, "", "", ""),
        };
    }

    /// <summary>The place of an object of this collection.</summary>
    public ObjectPlace Of(JsonNode? o) => this with
    {
        Namespace = JsonText.At(o, "metadata", "namespace")?.ToString() ?? Namespace,
        Name = JsonText.At(o, "metadata", "name")?.ToString() ?? Name,
    };
}
