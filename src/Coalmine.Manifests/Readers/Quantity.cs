using System.Globalization;

namespace Coalmine.Manifests.Readers;

/// <summary>A number with its unit, as written.</summary>
/// <param name="Number">The number; decimal, so that 0.5 % is the double nearest to 0.005 and not a product with an error of its own.</param>
/// <param name="Unit">All that follows the number; may be empty.</param>
internal readonly record struct Quantity(decimal Number, string Unit)
{
    /// <summary>Splits a text into number and unit. Numbers have digits, at most one point and at most one sign; no exponents and no separators.</summary>
    public static bool TryParse(string text, out Quantity quantity)
    {
        quantity = default;
        int end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.' || (end == 0 && text[end] is '-' or '+')))
            end++;
        if (!decimal.TryParse(text.AsSpan(0, end), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out decimal number))
            return false;
        quantity = new Quantity(number, text[end..].Trim());
        return true;
    }
}
