using System.Xml.Linq;

namespace Coalmine.Architecture.Tests.Tree;

/// <summary>The checkout that the tests were built from, as files.</summary>
internal static class Repository
{
    private const string Marker = "Simulator.sln";

    /// <summary>The folder that holds the solution: the nearest one above the test assembly.</summary>
    public static readonly string Root = FindRoot(AppContext.BaseDirectory);

    private static readonly Lazy<IReadOnlyList<string>> AllFiles = new(() => [.. Walk(Root).Order(StringComparer.Ordinal)]);

    private static readonly Lazy<IReadOnlyList<ProjectFile>> AllProjects = new(() => [.. Files(".csproj").Select(ProjectFile.Read)]);

    /// <summary>Every file that .gitignore does not leave out, relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> AllPaths => AllFiles.Value;

    /// <summary>Every project of the tree.</summary>
    public static IReadOnlyList<ProjectFile> Projects => AllProjects.Value;

    /// <summary>The rooms: the projects under src.</summary>
    public static IReadOnlyList<ProjectFile> Rooms => [.. Projects.Where(project => project.Path.StartsWith("src/", StringComparison.Ordinal))];

    /// <summary>The projects under tests.</summary>
    public static IReadOnlyList<ProjectFile> TestProjects => [.. Projects.Where(project => project.Path.StartsWith("tests/", StringComparison.Ordinal))];

    /// <summary>C# files under src and tests.</summary>
    public static IReadOnlyList<string> SourceFiles =>
        [.. Files(".cs").Where(path => path.StartsWith("src/", StringComparison.Ordinal) || path.StartsWith("tests/", StringComparison.Ordinal))];

    /// <summary>The paths with an extension.</summary>
    public static IReadOnlyList<string> Files(string extension) => [.. AllPaths.Where(path => path.EndsWith(extension, StringComparison.Ordinal))];

    /// <summary>Where a relative path lies on this machine.</summary>
    public static string Full(string path) => Path.Combine(Root, path);

    /// <summary>The text of a file.</summary>
    public static string Text(string path) => File.ReadAllText(Full(path));

    /// <summary>The lines of a file.</summary>
    public static IReadOnlyList<string> Lines(string path) => File.ReadAllLines(Full(path));

    /// <summary>A file as XML.</summary>
    public static XDocument Xml(string path) => XDocument.Load(Full(path));

    private static string FindRoot(string from)
    {
        for (DirectoryInfo? folder = new(from); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No folder above the test assembly holds {Marker}.");
    }

    private static IEnumerable<string> Walk(string root)
    {
        IEnumerable<string> folderLines = File.ReadLines(Path.Combine(root, ".gitignore")).Where(line => line.EndsWith('/'));
        HashSet<string> ignored = [.. folderLines.Select(line => line.TrimEnd('/')), ".git"];
        Stack<string> folders = new([root]);
        while (folders.TryPop(out string? folder))
        {
            foreach (string inner in Directory.EnumerateDirectories(folder).Where(inner => !ignored.Contains(Path.GetFileName(inner))))
                folders.Push(inner);
            // In a linked work tree .git is a file.
            foreach (string file in Directory.EnumerateFiles(folder).Where(file => !ignored.Contains(Path.GetFileName(file))))
                yield return Path.GetRelativePath(root, file).Replace('\\', '/');
        }
    }
}
