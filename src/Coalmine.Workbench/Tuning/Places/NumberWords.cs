using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Coalmine.Workbench.Tuning.Places;

/// <summary>Finds numbers in texts, and writes others in their places in the same unit.</summary>
internal static partial class NumberWords
{
    /// <summary>Stands for times written with <c>d</c>, <c>h</c>, <c>m</c> and <c>s</c>, such as <c>1h30m</c>.</summary>
    public const string Time = "time";

    private const decimal MostNumber = 1e15m;
    private static readonly (char Unit, long Seconds)[] TimeUnits = [('d', 86_400), ('h', 3600), ('m', 60), ('s', 1)];

    /// <summary>
    /// The numbers of a text in their order. An index (<c>result[0]</c>), a part of a name (<c>p99</c>), of a version or of a pattern (<c>5.*</c>) is none; a
    /// sign is not part of a number.
    /// </summary>
    public static ImmutableArray<NumberInText> Find(string text) =>
        [.. Candidates().Matches(text).Where(match => !IsIndex(text, match)).Select(Read).OfType<NumberInText>()];

    /// <summary>Reads a text that is one number with its unit and nothing else.</summary>
    public static bool TryRead(string text, out NumberInText number)
    {
        ImmutableArray<NumberInText> found = Find(text);
        number = found.Length == 1 ? found[0] : default;
        return found.Length == 1 && number.Start == 0 && number.Length == text.Length;
    }

    /// <summary>A number in a unit, as it would be written: times with whole parts (<c>4m30s</c>), others with the digits they have.</summary>
    public static string Write(decimal value, string unit)
    {
        if (unit != Time)
            return value.ToString("0.############", CultureInfo.InvariantCulture) + unit;
        if (value != decimal.Truncate(value))
            return (value * 1000).ToString("0", CultureInfo.InvariantCulture) + "ms";
        string written = "";
        long rest = (long)value;
        foreach ((char name, long seconds) in TimeUnits)
        {
            // Nobody but us knows days.
            if (name == 'd')
                continue;
            if (rest >= seconds)
                written += string.Create(CultureInfo.InvariantCulture, $"{rest / seconds}{name}");
            rest %= seconds;
        }

        return written.Length == 0 ? "0s" : written;
    }

    // A time of several parts; or a number with a unit; neither within a word or a number of several points.
    [GeneratedRegex(
        @"(?<![\w.])(?<!\d[eE][-+])(?:(?<time>(?:\d+(?:\.\d+)?[dhms])+)|(?<number>\d+(?:\.\d+)?)(?<unit>%|pp|us|ms|/s|/min|/h)?)(?!\w|\.\d|\.\*|\.\+|\.\.?\*)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Candidates();

    [GeneratedRegex(@"(?<number>\d+(\.\d+)?)(?<unit>[dhms])", RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();

    private static bool IsIndex(string text, Match match) =>
        match.Groups["number"].Success && match.Groups["unit"].Length == 0 && match.Index > 0 && text[match.Index - 1] == '['
        && match.Index + match.Length < text.Length && text[match.Index + match.Length] == ']';

    private static NumberInText? Read(Match match)
    {
        if (match.Groups["number"].Success)
            return TryNumber(match.Groups["number"].Value, out decimal value)
                ? new NumberInText(match.Index, match.Length, value, match.Groups["unit"].Value)
                : null;
        decimal sum = 0;
        foreach (Match part in Parts().Matches(match.Value))
        {
            if (!TryNumber(part.Groups["number"].Value, out decimal number))
                return null;
            sum += number * TimeUnits.First(unit => unit.Unit == part.Groups["unit"].Value[0]).Seconds;
        }

        return new NumberInText(match.Index, match.Length, sum, Time);
    }

    private static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && number < MostNumber;
}
