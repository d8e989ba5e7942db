using System.Globalization;
using System.Text.Json.Nodes;

namespace Coalmine.Manifests.Schemas;

/// <summary>
/// What a scalar is to a program that reads YAML by types: readers of ours see the text, a validator sees a number, a truth value or nothing. Types are
/// those of the core schema (YAML 1.2.2, section 10.3.2).
/// </summary>
public static class CoreScalar
{
    /// <summary>All JSON values that a text stands for: the text itself (in quotes), and what it is without quotes where that is something else.</summary>
    public static IEnumerable<JsonNode?> ValuesOf(string text)
    {
        if (!IsText(text))
            yield return Plain(text);
        yield return JsonValue.Create(text);
    }

    /// <summary>What a text without quotes stands for; infinities and NaN, which JSON lacks, stay texts.</summary>
    public static JsonNode? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when TryRadix(text, out decimal whole) => JsonValue.Create(whole),
        _ when IsNumber(text) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) => JsonValue.Create(number),
        _ when IsNumber(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) =>
            JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };

    /// <summary>Whether a text stays a text without quotes.</summary>
    public static bool IsText(string text) => Plain(text) is JsonValue value && value.TryGetValue(out string? _);

    // [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
    private static bool IsNumber(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().TrimStart("+-");
        if (text.Length - rest.Length > 1)
            return false;
        int exponent = rest.IndexOfAny('e', 'E');
        if (exponent >= 0)
        {
            ReadOnlySpan<char> power = rest[(exponent + 1)..];
            if (power.Length > 0 && power[0] is '-' or '+')
                power = power[1..];
            if (power.IsEmpty || power.ContainsAnyExceptInRange('0', '9'))
                return false;
            rest = rest[..exponent];
        }

        int point = rest.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? rest : rest[..point];
        ReadOnlySpan<char> fraction = point < 0 ? [] : rest[(point + 1)..];
        return whole.Length + fraction.Length > 0 && !whole.ContainsAnyExceptInRange('0', '9') && !fraction.ContainsAnyExceptInRange('0', '9');
    }

    private static bool TryRadix(string text, out decimal whole)
    {
        whole = 0;
        int radix = text.StartsWith("0x", StringComparison.Ordinal) ? 16 : text.StartsWith("0o", StringComparison.Ordinal) ? 8 : 0;
        if (radix == 0 || text.Length is 2 or > 18)
            return false;
        foreach (char digit in text.AsSpan(2))
        {
            int value = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            if (value >= radix)
                return false;
            whole = whole * radix + value;
        }

        return true;
    }
}
