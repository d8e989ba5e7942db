namespace Coalmine.PromQL.Parsing;

/// <summary>A place in the text of a query.</summary>
/// <param name="Offset">Characters before it.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in characters, from 1.</param>
public readonly record struct SourcePosition(int Offset, int Line, int Column)
{
    /// <summary>The position of a character of a text.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="offset">Characters before the place; at most the text's length.</param>
    public static SourcePosition In(string text, int offset)
    {
        var before = text.AsSpan(0, offset);
        return new SourcePosition(offset, before.Count('\n') + 1, offset - before.LastIndexOf('\n'));
    }

    /// <summary><c>line:column</c>.</summary>
    public override string ToString() => $"{Line}:{Column}";
}
