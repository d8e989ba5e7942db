namespace Coalmine.Conformance.EndToEnd;

/// <summary>The program under test, as it was built beside this one.</summary>
internal static class CoalmineProgram
{
    /// <summary>The checkout.</summary>
    public static string Root
    {
        get
        {
            DirectoryInfo? folder = new(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Simulator.sln")))
                folder = folder.Parent;
            return folder?.FullName ?? throw new RefusedException("This is not run from a checkout of the repository. Allowed: dotnet run --project tests/Coalmine.Conformance.");
        }
    }

    /// <summary>Its path.</summary>
    /// <exception cref="RefusedException">It has not been built.</exception>
    public static string Find()
    {
        // bin/CONFIGURATION/FRAMEWORK/RUNTIME is the same for all projects.
        string[] built = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar)[^4..];
        string path = Path.Combine([Root, "src", "Coalmine.Cli", .. built, "coalmine"]);
        return File.Exists(path) ? path : throw new RefusedException($"There is no {path}. Build it: dotnet build -c {built[1]} src/Coalmine.Cli");
    }
}
