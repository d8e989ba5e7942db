using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;

namespace Coalmine.Manifests.Queries;

/// <summary>
/// The text of a single value together with the places of its characters in the file: however it is written (plain, quoted with escapes, <c>|</c> or
/// <c>&gt;</c>), a place in the text becomes one in the file.
/// </summary>
/// <remarks>
/// Every form keeps the characters that are no white space, in order; escapes stand for one character each. So the file is walked along with the text, and
/// white space takes the place where the walk stands. Cost: the length of what is written, once, on first use. An alias has one place for all.
/// </remarks>
public sealed class WrittenText
{
    private readonly SourceText _source;
    private readonly Node.Scalar _scalar;
    private int[]? _offsets;

    /// <summary>The text of a scalar of a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="scalar">The scalar.</param>
    public WrittenText(SourceText source, Node.Scalar scalar)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(scalar);
        _source = source;
        _scalar = scalar;
    }

    /// <summary>The text, quotes, escapes, indentation and folding resolved.</summary>
    public string Value => _scalar.Text;

    /// <summary>The file's name.</summary>
    public string File => _source.File;

    /// <summary>The place in the file of a character of the text; for its length, the end of what is written.</summary>
    /// <param name="index">From 0 to the text's length; beyond them the nearest.</param>
    public int OffsetOf(int index)
    {
        _offsets ??= _scalar.Alias.Length > 0 ? Constant(_scalar.Span.Start) : Align();
        return _offsets[Math.Clamp(index, 0, Value.Length)];
    }

    /// <summary>The stretch of the file from one character of the text to the one before another.</summary>
    public SourceSpan SpanOf(int start, int end) => new(OffsetOf(start), Math.Max(OffsetOf(start), end > start ? OffsetOf(end - 1) + 1 : OffsetOf(start)));

    /// <summary>Line and column in the file of a character of the text.</summary>
    public TextPosition PositionOf(int index) => TextPosition.Of(_source.Text, OffsetOf(index));

    private int[] Constant(int offset)
    {
        int[] offsets = new int[Value.Length + 1];
        Array.Fill(offsets, offset);
        return offsets;
    }

    private int[] Align()
    {
        string text = _source.Text;
        int end = _scalar.Span.End;
        int at = _scalar.Form switch
        {
            ScalarForm.Literal or ScalarForm.Folded => SpanFinder.LineEnd(text, _scalar.Span.Start),
            ScalarForm.SingleQuoted or ScalarForm.DoubleQuoted => _scalar.Span.Start + 1,
            _ => _scalar.Span.Start,
        };
        int[] offsets = new int[Value.Length + 1];
        for (int i = 0; i < Value.Length; i++)
        {
            int length = 1;
            if (_scalar.Form == ScalarForm.DoubleQuoted)
                at = SkipEscapedBreaks(text, at, end);
            if (!IsBlank(Value[i]))
            {
                at = SkipBlanks(text, at, end);
                length = LengthAt(text, at, end, ref i, offsets);
            }
            else if (_scalar.Form == ScalarForm.DoubleQuoted && at < end && text[at] == '\\')
            {
                length = EscapeLength(text, at, end);
            }
            else if (at >= end || !IsBlank(text[at]) || (text[at] is '\n' or '\r' && Value[i] is ' ' or '\t'))
            {
                // A fold became a space, or a blank line a break: the walk stays for the next letter.
                length = 0;
            }

            offsets[i] = Math.Min(at, end);
            at = Math.Min(at + length, end);
        }

        offsets[Value.Length] = Math.Min(at, end);
        return offsets;
    }

    // How many characters of the file stand for one letter of the text. An escape beyond 16 bits stands for two.
    private int LengthAt(string text, int at, int end, ref int index, int[] offsets)
    {
        if (at >= end)
            return 0;
        if (_scalar.Form == ScalarForm.SingleQuoted && text[at] == '\'')
            return 2;
        if (_scalar.Form != ScalarForm.DoubleQuoted || text[at] != '\\')
            return 1;
        if (char.IsHighSurrogate(Value[index]) && index + 1 < Value.Length && at + 1 < end && text[at + 1] == 'U')
            offsets[index++] = at;
        return EscapeLength(text, at, end);
    }

    private static int EscapeLength(string text, int at, int end) => at + 1 >= end ? 1 : text[at + 1] switch
    {
        'x' => 4,
        'u' => 6,
        'U' => 10,
        _ => 2,
    };

    // A backslash at the end of a line joins it to the next one.
    private static int SkipEscapedBreaks(string text, int at, int end)
    {
        while (at + 1 < end && text[at] == '\\' && text[at + 1] is '\n' or '\r')
            at = SkipBlanks(text, at + 1, end);
        return at;
    }

    private static int SkipBlanks(string text, int at, int end)
    {
        while (at < end && IsBlank(text[at]))
            at++;
        return at;
    }

    private static bool IsBlank(char letter) => letter is ' ' or '\t' or '\n' or '\r';
}
