using System.Globalization;

namespace Coalmine.Conformance.Hostile;

/// <summary>What the user asked the hostile cluster for.</summary>
/// <param name="Seeds">How many runs.</param>
/// <param name="Seed">The first seed; the others follow it.</param>
/// <param name="Only">The one seed to run, with its story; nothing for all.</param>
/// <param name="Workers">Runs at the same time; each is single-threaded, and the same at any number.</param>
/// <param name="Out">Folder to write the table to; empty for none.</param>
/// <param name="Date">The day that the table names.</param>
internal sealed record HostileOptions(int Seeds, long Seed, long? Only, int Workers, string Out, string Date)
{
    /// <summary>The first word on the command line.</summary>
    public const string Verb = "hostile";

    /// <summary>What a run is held against, for the table's heading.</summary>
    public const string Checked =
        """
        Checked: weights sum to the total; none above the plan's next; none without the evidence that it needs; no promotion before every weight had its evidence;
        one shift for one decision; nothing that a person wrote is written over; no write over a newer driver's; no second rollout after an end, by a driver that
        was started before it; traffic taken away within 90 s of its decision once the API is back, from a bad canary within 6 minutes, an end within 16.
        Each line below the table is repeated, with its story, by the command in it.
        """;

    private const string Usage = $"Allowed: {Verb} [--seeds 20000] [--seed 1] [--only SEED] [--workers 1] [--out FOLDER] [--date YYYY-MM-DD].";
    private const int MostSeeds = 10_000_000;
    private const int MostWorkers = 256;

    /// <summary>What is done unless asked otherwise.</summary>
    public static HostileOptions Usual { get; } = new(20_000, 1, null, 1, "", "");

    /// <summary>The options that make the same table again.</summary>
    public string Again => string.Create(CultureInfo.InvariantCulture, $"--seeds {Seeds} --seed {Seed}{(Date.Length > 0 ? $" --date {Date}" : "")}");

    /// <summary>Reads the arguments after the verb.</summary>
    /// <exception cref="RefusedException">They are not of the form of the usage line.</exception>
    public static HostileOptions Parse(IReadOnlyList<string> arguments)
    {
        HostileOptions options = Usual;
        for (int i = 0; i < arguments.Count; i += 2)
            options = options.With(arguments[i], i + 1 < arguments.Count ? arguments[i + 1] : throw Refuse($"{arguments[i]} without a value"));
        return options;
    }

    private HostileOptions With(string option, string value) => option switch
    {
        "--seeds" when Number(value) is > 0 and <= MostSeeds and long seeds => this with { Seeds = (int)seeds },
        "--seed" when Number(value) is long seed => this with { Seed = seed },
        "--only" when Number(value) is long only => this with { Only = only },
        "--workers" when Number(value) is > 0 and <= MostWorkers and long workers => this with { Workers = (int)workers },
        "--out" when value.Length > 0 => this with { Out = value },
        "--date" when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => this with { Date = value },
        _ => throw Refuse($"'{option} {value}'"),
    };

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static RefusedException Refuse(string read) => new($"Read {read}. {Usage}");
}
