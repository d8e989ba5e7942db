using System.Buffers;
using System.Globalization;

namespace Coalmine.Rollouts.Controllers.Argo;

/// <summary>
/// Reads the <c>duration</c> of a pause step: whole seconds, a string of them, or a duration as Go writes it (<c>1h30m</c>), of which the fraction of a
/// second is dropped. Source: <c>RolloutPause.DurationSeconds</c> in pkg/apis/rollouts/v1alpha1/types.go and Go's <c>time.ParseDuration</c>.
/// </summary>
public static class PauseDuration
{
    /// <summary>What an unreadable duration counts as; such a rollout is an invalid one.</summary>
    public const int Invalid = -1;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");
    private const double LongestSeconds = long.MaxValue / 1e9;

    /// <summary>The seconds that a text stands for.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whole seconds, or <see cref="Invalid"/>; a negative duration is invalid for a rollout too, and is returned as it is.</returns>
    public static int Seconds(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsWholeNumber(text))
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int seconds) ? seconds : Invalid;
        return TryReadGo(text, out double length) ? ToSeconds(length) : Invalid;
    }

    /// <summary>Conversions to 32 bits wrap in Go; lengths beyond them cannot be told from shorter ones there and are refused here.</summary>
    private static int ToSeconds(double length) => Math.Abs(length) <= int.MaxValue ? (int)Math.Truncate(length) : Invalid;

    private static bool IsWholeNumber(string text)
    {
        ReadOnlySpan<char> digits = WithoutSign(text, out _);
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9');
    }

    private static ReadOnlySpan<char> WithoutSign(string text, out bool isNegative)
    {
        isNegative = text.Length > 0 && text[0] == '-';
        return isNegative || (text.Length > 0 && text[0] == '+') ? text.AsSpan(1) : text;
    }

    /// <summary>A sign, then numbers with a fraction allowed and a unit each: ns, us, µs, ms, s, m, h; or nothing but 0.</summary>
    private static bool TryReadGo(string text, out double seconds)
    {
        seconds = 0;
        ReadOnlySpan<char> rest = WithoutSign(text, out bool isNegative);
        if (rest.Length == 0)
            return false;
        decimal nanoseconds = 0;
        while (rest.Length > 0)
        {
            int digits = rest.IndexOfAnyExcept(NumberCharacters);
            if (digits <= 0 || !TryReadNumber(rest[..digits], out decimal number))
                return false;
            rest = rest[digits..];
            int letters = rest.IndexOfAny(NumberCharacters);
            ReadOnlySpan<char> unit = letters < 0 ? rest : rest[..letters];
            if (UnitNanoseconds(unit) is not { } length || number > (decimal)LongestSeconds * 1_000_000_000m / length)
                return false;
            nanoseconds += number * length;
            rest = rest[unit.Length..];
        }

        seconds = (double)(nanoseconds / 1_000_000_000m) * (isNegative ? -1 : 1);
        return Math.Abs(seconds) <= LongestSeconds;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, out decimal number)
    {
        number = 0;
        return text.ContainsAnyInRange('0', '9') && text.Count('.') <= 1 && text.Length <= 40 &&
            decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    private static decimal? UnitNanoseconds(ReadOnlySpan<char> unit) => unit switch
    {
        "ns" => 1,
        "us" or "µs" or "μs" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "m" => 60_000_000_000,
        "h" => 3_600_000_000_000,
        _ => null,
    };
}
