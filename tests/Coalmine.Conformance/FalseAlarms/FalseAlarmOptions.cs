using System.Globalization;

namespace Coalmine.Conformance.FalseAlarms;

/// <summary>What the user asked about the false alarms of a suite.</summary>
/// <param name="Suite">The suite's file.</param>
/// <param name="Runs">How often it is run, each time with another seed.</param>
/// <param name="Seed">The seed of the seeds.</param>
/// <param name="Workers">Threads.</param>
/// <param name="Date">The date on the table.</param>
/// <param name="Out">The file of the table; empty where none is written.</param>
internal sealed record FalseAlarmOptions(string Suite, int Runs, ulong Seed, int Workers, string Date, string Out)
{
    /// <summary>The first word on the command line.</summary>
    public const string Verb = "falsealarms";

    public const string Usage = $"Allowed: {Verb} SUITE [--runs 200] [--seed 1] [--workers 2] [--date DATE] [--out FILE.md].";

    private const int MostRuns = 1_000_000;
    private const int MostWorkers = 256;

    /// <summary>Reads the arguments after the verb.</summary>
    /// <exception cref="RefusedException">They are not of the form of the usage line.</exception>
    public static FalseAlarmOptions Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0 || arguments[0].StartsWith('-'))
            throw Refuse("no suite");
        FalseAlarmOptions options = new(arguments[0], 200, 1, 2, "", "");
        for (int i = 1; i < arguments.Count; i += 2)
            options = options.With(arguments[i], i + 1 < arguments.Count ? arguments[i + 1] : throw Refuse($"{arguments[i]} without a value"));
        return options;
    }

    private FalseAlarmOptions With(string option, string value) => option switch
    {
        "--runs" when int.TryParse(value, CultureInfo.InvariantCulture, out int runs) && runs is > 0 and <= MostRuns => this with { Runs = runs },
        "--seed" when ulong.TryParse(value, CultureInfo.InvariantCulture, out ulong seed) => this with { Seed = seed },
        "--workers" when int.TryParse(value, CultureInfo.InvariantCulture, out int workers) && workers is > 0 and <= MostWorkers =>
            this with { Workers = workers },
        "--date" when value.Length > 0 => this with { Date = value },
        "--out" when value.Length > 0 => this with { Out = value },
        _ => throw Refuse($"'{option} {value}'"),
    };

    private static RefusedException Refuse(string read) => new($"Read {read}. {Usage}");
}
