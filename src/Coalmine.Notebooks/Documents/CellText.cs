namespace Coalmine.Notebooks.Documents;

/// <summary>The lines of a cell that speak to its host and not to the compiler.</summary>
internal static class CellText
{
    /// <summary>The first line that asks the host for another language or a command; nothing where there is none.</summary>
    public static string? ForeignMagic(string source) =>
        source.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith("#!", StringComparison.Ordinal) && !IsCSharp(line));

    /// <summary>
    /// The cell as the compiler reads it, line for line: what names this language, and packages, becomes a comment. Packages are those that the program itself
    /// stands on, so that a run needs no network and the versions are pinned.
    /// </summary>
    public static string ForCompiler(string source) => string.Join('\n', source.Split('\n').Select(line => IsForHost(line.Trim()) ? "//" + line : line));

    private static bool IsForHost(string line) => IsCSharp(line)
        || (line.StartsWith("#r", StringComparison.Ordinal) && line.Contains("\"nuget:", StringComparison.Ordinal));

    private static bool IsCSharp(string line) => line is "#!csharp" or "#!c#" or "#!C#";
}
