using System.Globalization;

namespace Coalmine.PromQL.Parsing;

/// <summary>Reads numbers and durations.</summary>
internal static class NumberText
{
    private static readonly (string Unit, long Milliseconds)[] Units =
    [
        ("y", 365L * 86_400_000), ("w", 7L * 86_400_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1),
    ];

    /// <summary>Durations and timestamps end here, at 292 million years: Go's own end at 292 years, and sums of a few of them never overflow.</summary>
    public const double LongestMilliseconds = long.MaxValue / 1_000_000.0;

    /// <summary>Reads the number or duration that starts at a digit or a point; in 3.x underscores may part the digits.</summary>
    public static Token Read(string text, int start, PromQLMode mode)
    {
        int end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '.' || IsExponentSign(text, start, end)))
            end++;
        string piece = text[start..end];
        bool isGrouped = mode == PromQLMode.V3 && piece.Contains('_', StringComparison.Ordinal);
        if (TryNumber(isGrouped ? WithoutUnderscores(piece) : piece, out double number))
            return new Token(TokenKind.Number, start, piece.Length, piece, number);
        if (TryDuration(piece, out long milliseconds))
            return new Token(TokenKind.Duration, start, piece.Length, piece, milliseconds);
        return new Token(TokenKind.Invalid, start, piece.Length, PromQLMessages.BadNumber(piece), 0);
    }

    /// <summary>Parses a duration such as <c>1h30m</c>: units y w d h m s ms, each at most once, from long to short.</summary>
    public static bool TryDuration(string piece, out long milliseconds)
    {
        milliseconds = 0;
        int at = 0;
        int unit = 0;
        while (at < piece.Length)
        {
            int digits = at;
            while (digits < piece.Length && char.IsAsciiDigit(piece[digits]))
                digits++;
            int letters = digits;
            while (letters < piece.Length && char.IsAsciiLetter(piece[letters]))
                letters++;
            unit = Array.FindIndex(Units, unit, entry => piece.AsSpan(digits, letters - digits).SequenceEqual(entry.Unit)) + 1;
            // Nine digits of years overflow nothing that Prometheus would accept: its own durations end at 292 years.
            if (digits == at || digits - at > 15 || unit == 0)
                return false;
            double part = (double)long.Parse(piece.AsSpan(at, digits - at), CultureInfo.InvariantCulture) * Units[unit - 1].Milliseconds;
            if (milliseconds + part > LongestMilliseconds)
                return false;
            milliseconds += (long)part;
            at = letters;
        }

        return piece.Length > 0;
    }

    /// <summary>Each underscore must stand between two digits, or between 0x and a digit; else the piece stays as it is, which is no number.</summary>
    private static string WithoutUnderscores(string piece)
    {
        for (int i = 0; i < piece.Length; i++)
        {
            bool isBetween = i > 0 && i + 1 < piece.Length
                && char.IsAsciiHexDigit(piece[i + 1]) && (char.IsAsciiHexDigit(piece[i - 1]) || piece[i - 1] is 'x' or 'X');
            if (piece[i] == '_' && !isBetween)
                return piece;
        }

        return piece.Replace("_", "", StringComparison.Ordinal);
    }

    private static bool IsExponentSign(string text, int start, int at) =>
        text[at] is '+' or '-' && at > start && text[at - 1] is 'e' or 'E'
        && !text.AsSpan(start, at - start).StartsWith("0x", StringComparison.OrdinalIgnoreCase);

    private static bool TryNumber(string digits, out double number)
    {
        number = 0;
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            bool isHex = ulong.TryParse(digits.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong hex);
            number = hex;
            return isHex;
        }

        // Go reads 017 as octal, and so does Prometheus; 019 and 01.7 are decimal.
        if (digits.Length > 1 && digits[0] == '0' && digits.All(c => c is >= '0' and <= '7') && digits.Length <= 20)
        {
            number = digits.Aggregate(0.0, (sum, c) => (sum * 8) + (c - '0'));
            return true;
        }

        return double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number);
    }
}
