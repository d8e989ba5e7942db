using System.Xml.Linq;

namespace Coalmine.Architecture.Tests.Tree;

/// <summary>What a project file says.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="References">The names of the projects that it references, sorted.</param>
/// <param name="Packages">The ids of the packages that it references, sorted.</param>
/// <param name="Xml">All of it.</param>
internal sealed record ProjectFile(string Path, IReadOnlyList<string> References, IReadOnlyList<string> Packages, XDocument Xml)
{
    private const string Prefix = "Coalmine.";

    /// <summary>The project's name: that of its file.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The name without the product: a room of src.</summary>
    public string Room => Name.StartsWith(Prefix, StringComparison.Ordinal) ? Name[Prefix.Length..] : Name;

    /// <summary>The project's folder, relative to the root.</summary>
    public string Folder => Path[..Path.LastIndexOf('/')];

    /// <summary>The name of the assembly that it builds.</summary>
    public string Assembly => Value("AssemblyName") ?? Name;

    /// <summary>Whether the project says that it is a pure room.</summary>
    public bool IsPure => Value("PureRoom") == "true";

    /// <summary>The referenced rooms, without the product's name.</summary>
    public IReadOnlyList<string> ReferencedRooms => [.. References.Select(name => name[Prefix.Length..])];

    /// <summary>Reads a project file.</summary>
    public static ProjectFile Read(string path)
    {
        XDocument xml = Repository.Xml(path);
        return new(path, Included(xml, "ProjectReference", include => System.IO.Path.GetFileNameWithoutExtension(include.Replace('\\', '/'))),
            Included(xml, "PackageReference", include => include), xml);
    }

    private static List<string> Included(XDocument xml, string item, Func<string, string> name) =>
        [.. xml.Descendants(item).Select(element => name((string?)element.Attribute("Include") ?? "")).Order(StringComparer.Ordinal)];

    private string? Value(string property) => (string?)Xml.Descendants(property).LastOrDefault();
}
