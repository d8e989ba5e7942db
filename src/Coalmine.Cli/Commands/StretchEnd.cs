using System.CommandLine.Parsing;
using System.Globalization;

namespace Coalmine.Cli.Commands;

/// <summary>Where a record begins or ends.</summary>
/// <param name="At">An instant; nothing where it is told by its distance.</param>
/// <param name="Ago">How long before another instant.</param>
internal readonly record struct StretchEnd(DateTimeOffset? At, TimeSpan Ago)
{
    private const double MostDays = 400;

    /// <summary>The instant.</summary>
    /// <param name="end">What it is told from where it is told by its distance.</param>
    public DateTimeOffset Before(DateTimeOffset end) => At ?? end - Ago;

    /// <summary>Reads an option's value; says where it is none.</summary>
    public static StretchEnd? Parse(ArgumentResult result)
    {
        string read = result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;
        double days = 0;
        bool isLength = NumberOptions.TryTime(read, out double seconds);
        if (!isLength && read.EndsWith('d') && double.TryParse(read[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out days))
            (isLength, seconds) = (true, days * 86_400);
        if (isLength && seconds <= MostDays * 86_400)
            return new StretchEnd(null, TimeSpan.FromSeconds(seconds));

        // Without a zone an instant would be another one on another machine.
        string[] forms = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFK"];
        bool hasZone = read.EndsWith('Z') || (read.Length > 6 && read[^6] is '+' or '-');
        if (hasZone && DateTimeOffset.TryParseExact(read, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset instant))
            return new StretchEnd(instant, TimeSpan.Zero);
        result.AddError($"An instant such as 2026-11-28T06:00:00Z, or a time such as 6h or 7d, is expected; read '{read}'.");
        return null;
    }
}
