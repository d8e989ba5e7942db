using System.Globalization;

namespace Coalmine.Rollouts.Conditions.Values;

/// <summary>Numbers as Go reads and writes them (packages fmt and strconv).</summary>
internal static class GoNumber
{
    // fmt's %v moves the switch to an exponent from 10^6 or so to 10^21.
    private const int FirstExponent = 21;

    public static string Write(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The shortest digits that read back as the same number, with an exponent below 1e-4 and from 1e21 on.</summary>
    public static string Write(double value)
    {
        if (!double.IsFinite(value))
            return Special(value);
        (string digits, int exponent, string sign) = Digits(value);
        if (exponent is >= -4 and < FirstExponent)
            return sign + Plain(digits, exponent);
        string mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    /// <summary>The shortest digits that read back as the same number, never with an exponent: values of measurements.</summary>
    public static string WritePlain(double value)
    {
        if (!double.IsFinite(value))
            return Special(value);
        (string digits, int exponent, string sign) = Digits(value);
        return sign + Plain(digits, exponent);
    }

    /// <summary>Reads a floating number in decimal or as one of Inf, Infinity and NaN in any case, with an optional sign.</summary>
    public static bool TryRead(string text, out double value)
    {
        value = 0;
        string bare = text.Length > 0 && text[0] is '+' or '-' ? text[1..] : text;
        double sign = text.StartsWith('-') ? -1 : 1;
        if (bare.Equals("inf", StringComparison.OrdinalIgnoreCase) || bare.Equals("infinity", StringComparison.OrdinalIgnoreCase))
            value = sign * double.PositiveInfinity;
        else if (bare.Equals("nan", StringComparison.OrdinalIgnoreCase))
            value = double.NaN;
        else
            return IsDecimal(bare) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
        return true;
    }

    /// <summary>Reads a whole number: digits with an optional sign, within 64 bits.</summary>
    public static bool TryRead(string text, out long value) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    // .NET also reads what Go does not, such as white space around the number.
    private static bool IsDecimal(string text) => text.Length > 0 && text.All(letter => char.IsAsciiDigit(letter) || letter is '.' or 'e' or 'E' or '+' or '-');

    private static string Special(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";

    private static (string Digits, int Exponent, string Sign) Digits(double value)
    {
        string sign = double.IsNegative(value) ? "-" : "";
        string[] parts = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture).Split('E');
        string whole = parts[0].Split('.')[0];
        string all = parts[0].Replace(".", "", StringComparison.Ordinal);
        int leadingZeros = all.Length - all.TrimStart('0').Length;
        int shift = parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        int exponent = whole.Length - 1 - leadingZeros + shift;
        string digits = all.Trim('0');
        return digits.Length == 0 ? ("0", 0, sign) : (digits, exponent, sign);
    }

    private static string Plain(string digits, int exponent)
    {
        if (exponent < 0)
            return "0." + new string('0', -exponent - 1) + digits;
        if (digits.Length <= exponent + 1)
            return digits + new string('0', exponent + 1 - digits.Length);
        return $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }
}
