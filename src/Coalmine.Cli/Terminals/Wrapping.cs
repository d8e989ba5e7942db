namespace Coalmine.Cli.Terminals;

/// <summary>Breaks lines at spaces.</summary>
internal static class Wrapping
{
    /// <summary>The parts of a line, each at most so wide unless a word is wider; later ones are indented.</summary>
    /// <param name="text">The line.</param>
    /// <param name="width">Columns.</param>
    /// <param name="indent">Spaces before each part but the first.</param>
    public static IEnumerable<string> Wrap(string text, int width, int indent)
    {
        string rest = text;
        while (rest.Length > width)
        {
            int cut = rest.LastIndexOf(' ', width);
            if (cut <= indent)
                break;
            yield return rest[..cut].TrimEnd();
            rest = new string(' ', indent) + rest[(cut + 1)..].TrimStart();
        }

        yield return rest;
    }
}
