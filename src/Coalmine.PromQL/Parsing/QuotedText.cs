using System.Globalization;
using System.Text;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Parsing;

/// <summary>Reads quoted texts: single and double quotes with Go's escapes, back-quotes raw.</summary>
internal static class QuotedText
{
    private const string Escapes = "abfnrtv\\'\"";
    private const string Meanings = "\a\b\f\n\r\t\v\\'\"";

    public static Token Read(string text, int start)
    {
        char quote = text[start];
        var content = new List<byte>();
        Span<byte> encoded = stackalloc byte[4];
        for (int at = start + 1; at < text.Length;)
        {
            char c = text[at];
            if (c == quote)
            {
                string value = GoText.Decode([.. content]);
                return new Token(TokenKind.Text, start, at + 1 - start, value, 0);
            }

            if (c == '\n' && quote != '`')
                break;
            if (c == '\\' && quote != '`')
            {
                int escape = at;
                if (!TryEscape(text, quote, ref at, content))
                    return new Token(TokenKind.Invalid, escape, Math.Min(2, text.Length - escape), PromQLMessages.BadEscape, 0);
                continue;
            }

            if (!Rune.TryGetRuneAt(text, at, out var rune))
                rune = Rune.ReplacementChar;
            content.AddRange(encoded[..rune.EncodeToUtf8(encoded)]);
            at += rune == Rune.ReplacementChar ? 1 : rune.Utf16SequenceLength;
        }

        return new Token(TokenKind.Invalid, start, text.Length - start, PromQLMessages.UnterminatedText, 0);
    }

    private static bool TryEscape(string text, char quote, ref int at, List<byte> content)
    {
        if (at + 1 >= text.Length)
            return false;
        char c = text[at + 1];
        int known = Escapes.IndexOf(c, StringComparison.Ordinal);
        if (known >= 0 && (c is not ('\'' or '"') || c == quote))
        {
            content.Add((byte)Meanings[known]);
            at += 2;
            return true;
        }

        (int skipped, int digits, int radix) = c switch
        {
            'x' => (2, 2, 16),
            'u' => (2, 4, 16),
            'U' => (2, 8, 16),
            >= '0' and <= '7' => (1, 3, 8),
            _ => (0, 0, 0),
        };
        if (digits == 0 || at + skipped + digits > text.Length || !TryDigits(text.AsSpan(at + skipped, digits), radix, out long code))
            return false;
        at += skipped + digits;
        if (c is not ('u' or 'U'))
        {
            content.Add((byte)code);
            return code <= byte.MaxValue;
        }

        if (!Rune.IsValid(code > int.MaxValue ? -1 : (int)code))
            return false;
        Span<byte> encoded = stackalloc byte[4];
        content.AddRange(encoded[..new Rune((int)code).EncodeToUtf8(encoded)]);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> digits, int radix, out long code)
    {
        code = 0;
        foreach (char c in digits)
        {
            int digit = char.IsAsciiHexDigit(c) ? int.Parse([c], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : radix;
            if (digit >= radix)
                return false;
            code = (code * radix) + digit;
        }

        return true;
    }
}
