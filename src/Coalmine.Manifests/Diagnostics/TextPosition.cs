namespace Coalmine.Manifests.Diagnostics;

/// <summary>A place in a text.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1, counted in UTF-16 units.</param>
public readonly record struct TextPosition(int Line, int Column)
{
    /// <summary>The beginning of a file; also stands for the file as a whole.</summary>
    public static TextPosition Start { get; } = new(1, 1);

    /// <summary>The place of a character of a text. Lines end as YAML ends them: with a line feed, a carriage return, or both.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="offset">Characters before the place; at most the text's length.</param>
    public static TextPosition Of(string text, int offset)
    {
        ArgumentNullException.ThrowIfNull(text);
        int line = 1;
        int start = 0;
        for (int i = 0; i < offset; i++)
        {
            if (text[i] != '\n' && (text[i] != '\r' || (i + 1 < text.Length && text[i + 1] == '\n')))
                continue;
            line++;
            start = i + 1;
        }

        return new TextPosition(line, offset - start + 1);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Line}:{Column}");
}
