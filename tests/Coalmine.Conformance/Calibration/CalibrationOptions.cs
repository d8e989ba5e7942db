using System.Globalization;

namespace Coalmine.Conformance.Calibration;

/// <summary>What the user asked the calibration for.</summary>
/// <param name="Paths">Paths a row.</param>
/// <param name="Seed">The seed of all streams.</param>
/// <param name="Date">The day that the heading names; none leaves it out.</param>
/// <param name="Only">The methods to run; none means all.</param>
/// <param name="Folder">Where the table and the CSV go; none means that only the screen gets them.</param>
internal sealed record CalibrationOptions(long Paths, ulong Seed, DateOnly? Date, IReadOnlySet<string> Only, string? Folder)
{
    /// <summary>The first word on the command line.</summary>
    public const string Verb = "calibrate";

    public const string Usage = $"Allowed: {Verb} [--paths 100000] [--seed 1] [--date YYYY-MM-DD] [--only METHOD,METHOD] [--out FOLDER].";

    private const long LargestPaths = 100_000_000;

    /// <summary>Reads the arguments after the verb.</summary>
    /// <exception cref="RefusedException">They are not of the form of the usage line.</exception>
    public static CalibrationOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new CalibrationOptions(100_000, 1, null, new HashSet<string>(), null);
        for (int i = 0; i < arguments.Count; i += 2)
            options = options.With(arguments[i], i + 1 < arguments.Count ? arguments[i + 1] : throw Refuse($"{arguments[i]} without a value"));
        return options;
    }

    /// <summary>Whether a method is asked for.</summary>
    public bool Wants(string method) => Only.Count == 0 || Only.Contains(method);

    /// <summary>The command that makes the same table again.</summary>
    public string AsCommand()
    {
        string date = Date is { } day ? string.Create(CultureInfo.InvariantCulture, $" --date {day:yyyy-MM-dd}") : "";
        string only = Only.Count == 0 ? "" : $" --only {string.Join(',', Only.Order(StringComparer.Ordinal))}";
        return string.Create(CultureInfo.InvariantCulture, $"{Verb} --paths {Paths} --seed {Seed}{date}{only}");
    }

    /// <summary>Refuses methods that no row has.</summary>
    /// <exception cref="RefusedException">A name is not among the known ones.</exception>
    public void RefuseNamesOutside(IEnumerable<string> known)
    {
        string[] names = known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        string[] unknown = Only.Except(names).Order(StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0)
            throw new RefusedException($"Read --only '{string.Join(',', unknown)}'. Allowed: {string.Join(", ", names)}.");
    }

    private CalibrationOptions With(string option, string value) => option switch
    {
        "--paths" when long.TryParse(value, CultureInfo.InvariantCulture, out long paths) && paths is > 0 and <= LargestPaths => this with { Paths = paths },
        "--seed" when ulong.TryParse(value, CultureInfo.InvariantCulture, out ulong seed) => this with { Seed = seed },
        "--date" when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) => this with { Date = date },
        "--only" when value.Length > 0 => this with { Only = value.Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal) },
        "--out" when value.Length > 0 => this with { Folder = value },
        _ => throw Refuse($"'{option} {value}'"),
    };

    private static RefusedException Refuse(string read) => new($"Read {read}. {Usage}");
}
