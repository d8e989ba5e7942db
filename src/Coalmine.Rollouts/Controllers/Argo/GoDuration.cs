using System.Buffers;
using System.Globalization;

namespace Coalmine.Rollouts.Controllers.Argo;

/// <summary>Lengths of time as Go writes them: <c>30s</c>, <c>1h30m</c>, <c>1.5h</c>, <c>300ms</c> (package time, ParseDuration).</summary>
internal static class GoDuration
{
    private static readonly SearchValues<char> NumberLetters = SearchValues.Create("0123456789.");
    private static readonly (string Unit, decimal Nanoseconds)[] Units =
    [
        ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
    ];

    /// <summary>Reads a duration; a number needs a unit, unless it is 0.</summary>
    /// <param name="text">The text.</param>
    /// <param name="nanoseconds">The length; negative with a minus in front.</param>
    /// <returns>Whether it is a duration that fits 64 bits of nanoseconds (292 years).</returns>
    public static bool TryParse(string text, out long nanoseconds)
    {
        nanoseconds = 0;
        bool isNegative = text.StartsWith('-');
        ReadOnlySpan<char> rest = isNegative || text.StartsWith('+') ? text.AsSpan(1) : text;
        if (rest is "0")
            return true;
        if (rest.IsEmpty)
            return false;
        decimal sum = 0;
        while (!rest.IsEmpty)
        {
            int digits = rest.IndexOfAnyExcept(NumberLetters);
            if (digits is <= 0 or > 25)
                return false;
            if (!decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number))
                return false;
            rest = rest[digits..];
            int length = rest.IndexOfAny(NumberLetters);
            if (!TryFindUnit(length < 0 ? rest : rest[..length], out decimal unit) || number > long.MaxValue / unit)
                return false;
            sum += decimal.Truncate(number * unit);
            rest = length < 0 ? [] : rest[length..];
            if (sum > long.MaxValue)
                return false;
        }

        nanoseconds = (long)(isNegative ? -sum : sum);
        return true;
    }

    private static bool TryFindUnit(ReadOnlySpan<char> name, out decimal nanoseconds)
    {
        foreach ((string unit, decimal length) in Units)
        {
            if (name.SequenceEqual(unit))
            {
                nanoseconds = length;
                return true;
            }
        }

        nanoseconds = 0;
        return false;
    }
}
