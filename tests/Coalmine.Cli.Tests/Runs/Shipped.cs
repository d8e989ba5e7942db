namespace Coalmine.Cli.Tests.Runs;

/// <summary>The repository that the tests were built from.</summary>
internal static class Shipped
{
    /// <summary>Its folder.</summary>
    public static string Folder { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) => folder is null
        ? throw new InvalidOperationException("The tests do not lie in the repository.")
        : File.Exists(Path.Combine(folder.FullName, "Simulator.sln")) ? folder.FullName : Find(folder.Parent);
}
