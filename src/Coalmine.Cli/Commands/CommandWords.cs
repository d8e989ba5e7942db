namespace Coalmine.Cli.Commands;

/// <summary>Writes command lines that can be pasted into a shell.</summary>
internal static class CommandWords
{
    /// <summary>The words as one line.</summary>
    public static string Line(params IEnumerable<string> words) => string.Join(' ', words.Select(Quoted));

    /// <summary>A path as short as it can be written: from the current folder where it lies within.</summary>
    public static string Path(string path)
    {
        string relative = System.IO.Path.GetRelativePath(Environment.CurrentDirectory, System.IO.Path.GetFullPath(path));
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private static string Quoted(string word) => word.Length > 0 && word.All(IsPlain) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || "/.-_:=\\,+%".Contains(letter, StringComparison.Ordinal);
}
