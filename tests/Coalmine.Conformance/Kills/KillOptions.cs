using System.Globalization;

namespace Coalmine.Conformance.Kills;

/// <summary>What the user asked about kills.</summary>
/// <param name="Count">How many kills.</param>
/// <param name="Seed">The seed of the seeds.</param>
/// <param name="Workers">Rollouts at a time.</param>
/// <param name="Date">The date on the table.</param>
/// <param name="Out">The file of the table; empty where none is written.</param>
internal sealed record KillOptions(int Count, ulong Seed, int Workers, string Date, string Out)
{
    /// <summary>The first word on the command line.</summary>
    public const string Verb = "kills";

    private const string Usage = $"Allowed: {Verb} [--count 50] [--seed 1] [--workers 2] [--date DATE] [--out FILE.md].";
    private const int MostKills = 100_000;
    private const int MostWorkers = 64;

    /// <summary>Reads the arguments after the verb.</summary>
    /// <exception cref="RefusedException">They are not of the form of the usage line.</exception>
    public static KillOptions Parse(IReadOnlyList<string> arguments)
    {
        KillOptions options = new(50, 1, 2, "", "");
        for (int i = 0; i < arguments.Count; i += 2)
            options = options.With(arguments[i], i + 1 < arguments.Count ? arguments[i + 1] : throw Refuse($"{arguments[i]} without a value"));
        return options;
    }

    private KillOptions With(string option, string value) => option switch
    {
        "--count" when int.TryParse(value, CultureInfo.InvariantCulture, out int count) && count is > 0 and <= MostKills => this with { Count = count },
        "--seed" when ulong.TryParse(value, CultureInfo.InvariantCulture, out ulong seed) => this with { Seed = seed },
        "--workers" when int.TryParse(value, CultureInfo.InvariantCulture, out int workers) && workers is > 0 and <= MostWorkers => this with { Workers = workers },
        "--date" when value.Length > 0 => this with { Date = value },
        "--out" when value.Length > 0 => this with { Out = value },
        _ => throw Refuse($"'{option} {value}'"),
    };

    private static RefusedException Refuse(string read) => new($"Read {read}. {Usage}");
}
