using System.Globalization;
using Coalmine.Statistics.Estimates;
using Coalmine.Workbench.Characteristics;

namespace Coalmine.Workbench.Reports;

/// <summary>How figures are written in texts and pictures: the same on every machine.</summary>
public static class Figures
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>A moment as a clock shows it: <c>1:05:30</c>; tenths only where there are some.</summary>
    public static string Clock(double seconds)
    {
        TimeSpan time = TimeSpan.FromSeconds(Math.Round(seconds, 1));
        string tenths = time.Milliseconds == 0 ? "" : string.Create(Culture, $".{time.Milliseconds / 100}");
        return string.Create(Culture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}{tenths}");
    }

    /// <summary>A length of time with its two largest units: <c>45s</c>, <c>4m30s</c>, <c>1h05m</c>.</summary>
    public static string Length(double seconds)
    {
        TimeSpan time = TimeSpan.FromSeconds(Math.Round(seconds));
        if (time.TotalHours >= 1)
            return string.Create(Culture, $"{(long)time.TotalHours}h") + (time.Minutes == 0 ? "" : string.Create(Culture, $"{time.Minutes:00}m"));
        if (time.TotalMinutes >= 1)
            return string.Create(Culture, $"{time.Minutes}m") + (time.Seconds == 0 ? "" : string.Create(Culture, $"{time.Seconds:00}s"));
        return string.Create(Culture, $"{time.Seconds}s");
    }

    /// <summary>A share in percent with one digit, without the sign: <c>12.3</c>. Only 0 and 1 are written 0 and 100.</summary>
    public static string Percent(double share) => share switch
    {
        0 => "0",
        1 => "100",
        > 0 and < 0.0005 => "<0.1",
        > 0.9995 and < 1 => ">99.9",
        _ => string.Create(Culture, $"{share * 100:0.0}"),
    };

    /// <summary>
    /// A small share in percent with three digits that count, without the sign: <c>0.0123</c>; <c>1.23E-8</c> below a ten-millionth of a percent.
    /// </summary>
    public static string SmallPercent(double share)
    {
        double percent = 100 * share;
        if (percent < 1e-7)
            return percent == 0 ? "0" : percent.ToString("0.00E+0", Culture);
        int digits = Math.Clamp(2 - (int)Math.Floor(Math.Log10(percent)), 0, 10);
        return percent.ToString("F" + digits.ToString(Culture), Culture);
    }

    /// <summary>
    /// How many digits after the point show a difference of percentages with two digits that count; from a least number up to twelve.
    /// </summary>
    /// <param name="difference">The difference as a share; 0 and NaN ask for no digit.</param>
    /// <param name="least">The least number.</param>
    public static int DigitsFor(double difference, int least) => difference > 0 && double.IsFinite(difference)
        ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(100 * difference) + 1e-9), least, 12)
        : least;

    /// <summary>A rate with three digits after the point, or as many that count where it is below a tenth; zeros at its end are left out.</summary>
    public static string Rate(double value)
    {
        int digits = value > 0 ? Math.Clamp(2 - (int)Math.Floor(Math.Log10(value)), 3, 15) : 3;
        return value.ToString("0." + new string('#', digits), Culture);
    }

    /// <summary>A number with about three digits: <c>0.42</c>, <c>812</c>, <c>12.3k</c>, <c>1.23M</c>.</summary>
    public static string Count(double value)
    {
        double size = Math.Abs(value);
        return size switch
        {
            0 => "0",
            < 0.095 => value.ToString("0.0E+0", Culture),
            < 9.95 => value.ToString("0.##", Culture),
            < 99.5 => value.ToString("0.#", Culture),
            < 999.5 => value.ToString("0", Culture),
            < 999_500 => Scaled(value / 1e3, "k"),
            < 999_500_000 => Scaled(value / 1e6, "M"),
            _ => Scaled(value / 1e9, "G"),
        };
    }

    /// <summary>A whole number with its thousands marked: <c>12,345</c>.</summary>
    public static string Whole(double value) => Math.Round(value).ToString("#,0", Culture);

    /// <summary>A count with its word: <c>1 rollout</c>, <c>12,345 rollouts</c>.</summary>
    /// <param name="count">The count.</param>
    /// <param name="one">The word for one.</param>
    /// <param name="many">The word for any other number; with an s unless given.</param>
    public static string Counted(double count, string one, string? many = null) => $"{Whole(count)} {(Math.Round(count) == 1 ? one : many ?? one + "s")}";

    /// <summary>A value in its unit, without the unit's name; a length beyond the horizon is written <c>&gt;8h</c>, what nothing bounds <c>?</c>.</summary>
    public static string Value(CharacteristicUnit unit, CensoredValue value)
    {
        if (!double.IsFinite(value.Value))
            return "?";
        string text = unit switch
        {
            CharacteristicUnit.Share => Percent(value.Value),
            CharacteristicUnit.Seconds => Length(value.Value),
            _ => Count(value.Value),
        };
        return value.IsCensored ? ">" + text : text;
    }

    /// <summary>An interval: <c>10.4–14.5</c>; one value where both ends are written alike.</summary>
    public static string Range(OperatingCharacteristic characteristic)
    {
        CharacteristicUnit unit = characteristic.Definition.Unit;
        (string lower, string upper) = (Value(unit, characteristic.Lower), Value(unit, characteristic.Upper));
        return lower == upper ? lower : $"{lower}–{upper}";
    }

    /// <summary>A difference with its sign: percentage points, a length of time, or a number.</summary>
    public static string Difference(CharacteristicUnit unit, double value)
    {
        if (!double.IsFinite(value))
            return "?";
        string size = unit switch
        {
            CharacteristicUnit.Share => string.Create(Culture, $"{Math.Abs(value) * 100:0.0}"),
            CharacteristicUnit.Seconds => Length(Math.Abs(value)),
            _ => Count(Math.Abs(value)),
        };
        bool isZero = size is "0" or "0.0" or "0s";
        return isZero ? size : (value < 0 ? "-" : "+") + size;
    }

    private static string Scaled(double value, string suffix) => Math.Abs(value) switch
    {
        < 9.995 => value.ToString("0.00", Culture),
        < 99.95 => value.ToString("0.0", Culture),
        _ => value.ToString("0", Culture),
    } + suffix;
}
