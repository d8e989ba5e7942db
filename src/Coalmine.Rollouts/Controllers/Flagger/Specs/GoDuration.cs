using System.Buffers;
using System.Globalization;

namespace Coalmine.Rollouts.Controllers.Flagger.Specs;

/// <summary>Durations as the Go language writes them (package <c>time</c>, <c>ParseDuration</c>): signed decimals with units, such as <c>1h15m30.5s</c>.</summary>
internal static class GoDuration
{
    // Go counts in 64-bit nanoseconds; longer is an error there.
    private const double MostNanoseconds = 9.2e18;

    private static readonly SearchValues<char> NumberLetters = SearchValues.Create("0123456789.");

    /// <summary>The duration, to 100 ns; null where the text is none.</summary>
    public static TimeSpan? Read(string text)
    {
        ReadOnlySpan<char> rest = text;
        bool isNegative = rest.StartsWith("-");
        if (isNegative || rest.StartsWith("+"))
            rest = rest[1..];
        if (rest is "0")
            return TimeSpan.Zero;
        if (rest.IsEmpty)
            return null;
        double nanoseconds = 0;
        while (!rest.IsEmpty)
        {
            int digits = rest.IndexOfAnyExcept(NumberLetters);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value))
                return null;
            rest = rest[digits..];
            int letters = rest.IndexOfAny(NumberLetters);
            ReadOnlySpan<char> unit = letters < 0 ? rest : rest[..letters];
            double length = Nanoseconds(unit);
            if (length <= 0)
                return null;
            nanoseconds += value * length;
            rest = rest[unit.Length..];
        }

        return nanoseconds > MostNanoseconds ? null : new TimeSpan((long)((isNegative ? -nanoseconds : nanoseconds) / 100));
    }

    private static double Nanoseconds(ReadOnlySpan<char> unit) => unit switch
    {
        "ns" => 1,
        "us" or "µs" or "μs" => 1e3,
        "ms" => 1e6,
        "s" => 1e9,
        "m" => 60e9,
        "h" => 3600e9,
        _ => 0,
    };
}
