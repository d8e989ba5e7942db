using System.Globalization;
using Coalmine.Manifests.Readers;

namespace Coalmine.Manifests.Schemas;

/// <summary>
/// Patterns of the texts of numbers within limits, as readers of quantities take them: digits, at most one point, at most one sign. A schema cannot
/// compute with texts, so that the limits of <c>120%</c> have to be in the pattern: a number lies below another one when its whole part has fewer
/// digits, or differs first in a smaller digit. Limits that are no whole numbers are widened to whole ones.
/// </summary>
internal static class NumberPattern
{
    /// <summary>Any number.</summary>
    public const string Any = "[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)";

    /// <summary>Looks ahead for a digit other than 0: the number is not zero. What follows the number must hold no digits.</summary>
    public const string NotZero = "(?=[^1-9]*[1-9])";

    /// <summary>Numbers within limits, without the sign of what is below zero where nothing there is possible.</summary>
    /// <param name="limits">What is possible.</param>
    /// <param name="whole">Whether only whole numbers are meant; <c>2.0</c> is one.</param>
    public static string Within(Limits limits, bool whole = false)
    {
        if (limits.Most < 0 || (limits.Most == 0 && limits.Least < 0))
            return $"-{UpTo(Math.Ceiling(-limits.Least), whole)}";

        // A zero may have a minus.
        string above = $"\\+?{UpTo(Math.Ceiling(limits.Most), whole, limits.WithMost || limits.Most != Math.Ceiling(limits.Most))}";
        if (limits.Least < 0)
            return $"(?:{above}|-{UpTo(Math.Ceiling(-limits.Least), whole)})";
        if (limits.Least == 0)
            return limits.WithLeast ? $"(?:{above}|-0*\\.?0+\\.?)" : $"{NotZero}{above}";

        if (limits.Least == 1 && limits.WithLeast && whole)
            return $"{NotZero}{above}";

        // What must not be there is looked for first; where less than the least is a fraction, it is the reader that sees it.
        decimal floor = Math.Floor(limits.Least);
        bool withFloor = floor != limits.Least || !limits.WithLeast;
        return floor == 0 && !withFloor ? above : $"(?!\\+?{UpTo(floor, whole, withFloor)}(?![0-9.])){above}";
    }

    /// <summary>Numbers without a sign, from 0 to a whole number.</summary>
    /// <param name="most">The whole number.</param>
    /// <param name="whole">Whether only whole numbers are meant.</param>
    /// <param name="withMost">Whether the most itself is possible.</param>
    public static string UpTo(decimal most, bool whole = false, bool withMost = true)
    {
        string digits = most.ToString("0", CultureInfo.InvariantCulture);
        string fraction = whole ? "(?:\\.0*)?" : "(?:\\.[0-9]*)?";
        List<string> below = digits.Length > 1 ? [Digits(1, digits.Length - 1)] : [];
        for (int i = 0; i < digits.Length; i++)
        {
            int first = i == 0 && digits.Length > 1 ? 1 : 0;
            if (digits[i] - '0' > first)
                below.Add($"{digits[..i]}{Range(first, digits[i] - '1')}{Digits(digits.Length - 1 - i, digits.Length - 1 - i)}");
        }

        List<string> parts = below.Count switch
        {
            0 => [],
            1 => [$"{below[0]}{fraction}"],
            _ => [$"(?:{string.Join('|', below)}){fraction}"],
        };
        if (withMost)
            parts.Add($"{digits}(?:\\.0*)?");
        if (most > 0)
            parts.Add(whole ? "\\.0+" : "\\.[0-9]+");
        else if (withMost)
            parts.Add("\\.0+");
        return $"0*(?:{string.Join('|', parts)})";
    }

    private static string Range(int from, int to) => from == to ? Invariant($"{from}") : Invariant($"[{from}-{to}]");

    private static string Digits(int least, int most) => (least, most) switch
    {
        (_, 0) => "",
        (1, 1) => "[0-9]",
        _ when least == most => Invariant($"[0-9]{{{least}}}"),
        _ => Invariant($"[0-9]{{{least},{most}}}"),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
