using System.Globalization;

namespace Coalmine.Rollouts.Controllers.Argo;

/// <summary>
/// Reads the <c>duration</c> of a pause step: whole seconds, a string of them, or a duration as Go writes it (<c>1h30m</c>), of which the fraction of a
/// second is dropped. Source: <c>RolloutPause.DurationSeconds</c> in pkg/apis/rollouts/v1alpha1/types.go.
/// </summary>
public static class PauseDuration
{
    /// <summary>What an unreadable duration counts as; such a rollout is an invalid one.</summary>
    public const int Invalid = -1;

    private const long Second = 1_000_000_000;

    /// <summary>The seconds that a text stands for.</summary>
    /// <param name="text">The text.</param>
    /// <returns>
    /// Whole seconds, or <see cref="Invalid"/>, as for lengths that 32 bits of seconds do not hold. A negative duration is invalid in a rollout too, and is
    /// returned as it is.
    /// </returns>
    public static int Seconds(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsWholeNumber(text))
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int seconds) ? seconds : Invalid;
        return GoDuration.TryParse(text, out long nanoseconds) && Math.Abs(nanoseconds / Second) <= int.MaxValue ? (int)(nanoseconds / Second) : Invalid;
    }

    private static bool IsWholeNumber(string text)
    {
        ReadOnlySpan<char> digits = text.StartsWith('-') || text.StartsWith('+') ? text.AsSpan(1) : text;
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9');
    }
}
