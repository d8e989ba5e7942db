using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Coalmine.Cli.Commands;

/// <summary>
/// Options with a number. They parse their own tokens: reading a value inside a validator throws on input that is no number (dotnet/command-line-api 2645).
/// </summary>
internal static class NumberOptions
{
    private const double LongestSeconds = 86_400;
    private static readonly (string Unit, double Seconds)[] TimeUnits = [("ms", 1e-3), ("s", 1), ("m", 60), ("h", 3600)];

    /// <summary>A whole number in a range; 0 where the option is not given.</summary>
    public static Option<long> Whole(string name, string description, long least, long most) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => long.TryParse(Token(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            && value >= least && value <= most
            ? value
            : Refuse<long>(result, string.Create(CultureInfo.InvariantCulture, $"{name} takes a whole number from {least} to {most}; read '{Token(result)}'.")),
    };

    /// <summary>A time of whole milliseconds, written with its unit; 0 where the option is not given.</summary>
    public static Option<long> Time(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result => TryTime(Token(result), out double seconds) && seconds is >= 0.001 and <= LongestSeconds
            ? (long)Math.Round(1000 * seconds)
            : Refuse<long>(result, $"{name} takes a time with its unit, such as 15s; read '{Token(result)}'."),
    };

    /// <summary>The seed.</summary>
    public static Option<ulong> Seed() => new("--seed")
    {
        HelpName = "N",
        Description = "Seed of every draw. The same seed gives the same bytes.",
        DefaultValueFactory = _ => 1,
        CustomParser = result => ulong.TryParse(Token(result), NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? value
            : Refuse<ulong>(result, $"--seed takes a whole number from 0 to {ulong.MaxValue}; read '{Token(result)}'."),
    };

    /// <summary>A share between 0 and a half, written as <c>1%</c> or <c>0.01</c>.</summary>
    public static Option<double> Precision() => new("--precision")
    {
        HelpName = "SHARE",
        Description = "Stop a scenario as soon as every outcome share is known to so much (half of its 95 % interval), such as 1%.",
        CustomParser = result => TryShare(Token(result), out double value) && value is > 0 and < 0.5
            ? value
            : Refuse<double>(result, $"--precision takes a share above 0 and below 50%, such as 1% or 0.01; read '{Token(result)}'."),
    };

    /// <summary>A share strictly between two others, written as <c>1%</c> or <c>0.01</c>; nothing where the option is not given.</summary>
    public static Option<double?> Share(string name, string description, double above, double below) => new(name)
    {
        HelpName = "SHARE",
        Description = description,
        CustomParser = result => TryShare(Token(result), out double value) && value > above && value < below
            ? value
            : RefuseNothing(result, string.Create(
                CultureInfo.InvariantCulture,
                $"{name} takes a share above {100 * above:0.##}% and below {100 * below:0.##}%, such as 5%; read '{Token(result)}'.")),
    };

    /// <summary>A time with one unit, in seconds.</summary>
    internal static bool TryTime(string text, out double seconds)
    {
        foreach ((string unit, double length) in TimeUnits)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal))
                continue;
            bool isTime = double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number);
            seconds = number * length;
            return isTime;
        }

        seconds = 0;
        return false;
    }

    private static string Token(ArgumentResult result) => result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;

    private static bool TryShare(string text, out double value)
    {
        bool isPercent = text.EndsWith('%');
        bool isNumber = double.TryParse(isPercent ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
        if (isPercent)
            value /= 100;
        return isNumber;
    }

    private static double? RefuseNothing(ArgumentResult result, string message)
    {
        result.AddError(message);
        return null;
    }

    private static T Refuse<T>(ArgumentResult result, string message)
        where T : struct
    {
        result.AddError(message);
        return default;
    }
}
