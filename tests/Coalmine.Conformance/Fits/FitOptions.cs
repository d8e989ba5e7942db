using System.Globalization;

namespace Coalmine.Conformance.Fits;

/// <summary>What the user asked about the intervals of fits to telemetry.</summary>
/// <param name="Scenario">The known scenario, which names the policy that reads its counters.</param>
/// <param name="Tries">How often it is simulated and fitted.</param>
/// <param name="Seed">The seed; tries are its replications.</param>
/// <param name="Date">The date on the table.</param>
/// <param name="Apart">How many scrapes pods are apart: each keeps every so-manieth, the first pod the first, the next the second. 1 for all together.</param>
/// <param name="Out">The file of the table; empty where none is written.</param>
internal sealed record FitOptions(string Scenario, int Tries, ulong Seed, string Date, int Apart, string Out)
{
    /// <summary>The first word on the command line.</summary>
    public const string Verb = "fits";

    private const string Usage = $"Allowed: {Verb} SCENARIO [--tries 200] [--seed 1] [--apart 1] [--date DATE] [--out FILE.md].";

    private const int MostTries = 100_000;
    private const int MostApart = 100;

    /// <summary>Reads the arguments after the verb.</summary>
    /// <exception cref="RefusedException">They are not of the form of the usage line.</exception>
    public static FitOptions Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0 || arguments[0].StartsWith('-'))
            throw Refuse("no scenario");
        FitOptions options = new(arguments[0], 200, 1, "", 1, "");
        for (int i = 1; i < arguments.Count; i += 2)
            options = options.With(arguments[i], i + 1 < arguments.Count ? arguments[i + 1] : throw Refuse($"{arguments[i]} without a value"));
        return options;
    }

    private FitOptions With(string option, string value) => option switch
    {
        "--tries" when int.TryParse(value, CultureInfo.InvariantCulture, out int tries) && tries is > 0 and <= MostTries => this with { Tries = tries },
        "--seed" when ulong.TryParse(value, CultureInfo.InvariantCulture, out ulong seed) => this with { Seed = seed },
        "--apart" when int.TryParse(value, CultureInfo.InvariantCulture, out int apart) && apart is > 0 and <= MostApart => this with { Apart = apart },
        "--date" when value.Length > 0 => this with { Date = value },
        "--out" when value.Length > 0 => this with { Out = value },
        _ => throw Refuse($"'{option} {value}'"),
    };

    private static RefusedException Refuse(string read) => new($"Read {read}. {Usage}");
}
