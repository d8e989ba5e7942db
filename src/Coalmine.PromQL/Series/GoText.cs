using System.Globalization;
using System.Text;

namespace Coalmine.PromQL.Series;

/// <summary>
/// Texts and numbers as Go writes them, which is how labels, messages and count_values show in Prometheus. A byte of a quoted text that is not UTF-8 is
/// kept as a lone surrogate, so that it can be refused or shown as the byte that it was.
/// </summary>
internal static class GoText
{
    private const char ByteMark = '\uDC00';

    /// <summary>The characters of UTF-8 bytes; a byte that does not belong becomes a lone surrogate.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (bytes.Length > 0)
        {
            bool valid = Rune.DecodeFromUtf8(bytes, out var rune, out int used) == System.Buffers.OperationStatus.Done;
            if (valid)
                text.Append(rune.ToString());
            else
                text.Append((char)(ByteMark + bytes[0]));
            bytes = bytes[(valid ? used : 1)..];
        }

        return text.ToString();
    }

    /// <summary>Whether the text is valid Unicode: no byte was out of place.</summary>
    public static bool IsValid(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                return false;
            i++;
        }

        return true;
    }

    /// <summary>In double quotes with Go's escapes (<c>%q</c>).</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                quoted.Append(c).Append(text[++i]);
            else
                quoted.Append(Escaped(c));
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>The shortest decimal that reads back as the value, without exponent (<c>strconv.FormatFloat(v, 'f', -1, 64)</c>).</summary>
    public static string Number(double value)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "+Inf" : "-Inf";
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        int mark = shortest.IndexOf('E', StringComparison.Ordinal);
        if (mark < 0)
            return shortest;
        int exponent = int.Parse(shortest.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string sign = shortest[0] == '-' ? "-" : "";
        string mantissa = shortest[sign.Length..mark];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal) is var at && at < 0 ? mantissa.Length : at;
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        int whole = point + exponent;
        if (whole <= 0)
            return $"{sign}0.{new string('0', -whole)}{digits}";
        return whole >= digits.Length ? sign + digits.PadRight(whole, '0') : $"{sign}{digits[..whole]}.{digits[whole..]}";
    }

    /// <summary>The value as <c>%v</c> and <c>%g</c> write it: with an exponent below 1e-4 and from 1e6 on.</summary>
    public static string Short(double value)
    {
        double magnitude = Math.Abs(value);
        string plain = Number(magnitude);
        if (magnitude is 0 or (>= 1e-4 and < 1e6) || !double.IsFinite(value))
            return Number(value);
        int point = plain.IndexOf('.', StringComparison.Ordinal) is var at && at < 0 ? plain.Length : at;
        string digits = plain.Replace(".", "", StringComparison.Ordinal);
        int zeros = digits.Length - digits.TrimStart('0').Length;
        int exponent = point - zeros - 1;
        digits = digits.Trim('0');
        string fraction = digits.Length > 1 ? $".{digits[1..]}" : "";
        return $"{(value < 0 ? "-" : "")}{digits[0]}{fraction}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent):00}";
    }

    private static string Escaped(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\t' => "\\t",
        '\r' => "\\r",
        _ when char.IsLowSurrogate(c) => $"\\x{c - ByteMark:x2}",
        < ' ' or '\u007f' => $"\\x{(int)c:x2}",
        _ => c.ToString(),
    };
}
