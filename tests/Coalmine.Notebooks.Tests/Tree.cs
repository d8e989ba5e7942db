namespace Coalmine.Notebooks.Tests;

/// <summary>The repository that the tests were built from.</summary>
internal static class Tree
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>A file in it.</summary>
    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(DirectoryInfo? folder) => folder is null
        ? throw new InvalidOperationException("The tests do not lie in the repository.")
        : System.IO.File.Exists(Path.Combine(folder.FullName, "Simulator.sln")) ? folder.FullName : Find(folder.Parent);
}
