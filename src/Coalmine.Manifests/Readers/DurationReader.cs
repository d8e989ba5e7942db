using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Schemas;

namespace Coalmine.Manifests.Readers;

/// <summary>Reads a length of time, written with units from the largest to the smallest: <c>250ms</c>, <c>90s</c>, <c>1h30m</c>.</summary>
/// <param name="allowsZero">Whether <c>0s</c> is possible.</param>
public sealed class DurationReader(bool allowsZero) : ScalarReader<TimeSpan>("duration", allowsZero
    ? "a duration from 0s to 365d with its units, such as 250ms, 90s, 5m or 1h30m"
    : "a duration above 0s and at most 365d with its units, such as 250ms, 90s, 5m or 1h30m")
{
    private const long Days = 365;

    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay),
        ("h", TimeSpan.TicksPerHour),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
        ("ms", TimeSpan.TicksPerMillisecond),
    ];

    private readonly bool _allowsZero = allowsZero;

    /// <summary>The form in which durations are shown: as they would be written.</summary>
    public static string Show(TimeSpan duration)
    {
        string shown = "";
        long rest = duration.Ticks;
        foreach ((string unit, long ticks) in Units)
        {
            if (rest >= ticks)
                shown += string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{rest / ticks}{unit}");
            rest %= ticks;
        }

        return shown.Length == 0 ? "0s" : shown;
    }

    /// <inheritdoc/>
    public override bool TryWrite(TimeSpan value, [NotNullWhen(true)] out JsonNode? written)
    {
        // Longer ones stand for "without an end".
        written = value > TimeSpan.FromDays(Days) || (value == TimeSpan.Zero && !_allowsZero) ? null : JsonValue.Create(Show(value));
        return written is not null;
    }

    /// <inheritdoc/>
    protected override JsonObject Fragment(SchemaDefinitions definitions) => Between(_allowsZero, TimeSpan.FromDays(Days));

    /// <summary>What a schema can say of durations within limits; a sum of parts that is too long, only the reader sees.</summary>
    /// <param name="allowsZero">Whether <c>0s</c> is possible.</param>
    /// <param name="most">The longest, in whole days.</param>
    /// <param name="withMost">Whether the longest itself is possible.</param>
    public static JsonObject Between(bool allowsZero, TimeSpan most, bool withMost = true)
    {
        IEnumerable<string> parts = Units.Select(u => $"(?:\\+?{NumberPattern.UpTo(most.Ticks / u.Ticks, withMost: withMost)}\\s*{u.Unit})?");
        return Fragments.Text($"^{(allowsZero ? "(?=.)" : NumberPattern.NotZero)}{string.Concat(parts)}$");
    }

    /// <inheritdoc/>
    protected override bool TryParse(string text, out TimeSpan value, out Message problem)
    {
        value = TimeSpan.Zero;
        decimal ticks = 0;
        int largestAllowed = 0;
        for (int at = 0; at < text.Length;)
        {
            int numberEnd = at;
            while (numberEnd < text.Length && !char.IsAsciiLetter(text[numberEnd]))
                numberEnd++;
            int unitEnd = numberEnd;
            while (unitEnd < text.Length && char.IsAsciiLetter(text[unitEnd]))
                unitEnd++;

            if (text[at] == '-')
            {
                problem = Messages.OutOfRange(text, Name, Allowed);
                return false;
            }

            if (!Quantity.TryParse(text[at..numberEnd], out Quantity quantity) || quantity.Unit.Length > 0)
            {
                problem = Messages.WrongForm(text, Name, Allowed);
                return false;
            }

            string unit = text[numberEnd..unitEnd];
            int index = Array.FindIndex(Units, largestAllowed, u => u.Unit == unit);
            if (index < 0)
            {
                problem = Messages.WrongUnit(text, unit, Name, Allowed);
                return false;
            }

            ticks += Math.Min(quantity.Number, 1e12m) * Units[index].Ticks;
            largestAllowed = index + 1;
            at = unitEnd;
        }

        problem = Messages.OutOfRange(text, Name, Allowed);
        if (ticks > Days * TimeSpan.TicksPerDay || (ticks == 0 && !_allowsZero))
            return false;
        value = new TimeSpan((long)ticks);
        return true;
    }
}
