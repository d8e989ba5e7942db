using System.Globalization;

namespace Coalmine.Conformance.Fuzzing;

/// <summary>What the user asked the fuzzing for.</summary>
/// <param name="Cases">How many cases.</param>
/// <param name="Seed">The seed: a case depends on it and on its number alone.</param>
/// <param name="From">The number of the first case.</param>
/// <param name="Seconds">A case that takes longer counts as a hang.</param>
/// <param name="Workers">Threads.</param>
/// <param name="Only">The targets to run; none means all.</param>
internal sealed record FuzzOptions(long Cases, ulong Seed, long From, double Seconds, int Workers, IReadOnlySet<string> Only)
{
    /// <summary>The first word on the command line.</summary>
    public const string Verb = "fuzz";

    public const string Usage = $"Allowed: {Verb} [--cases 100000] [--seed 1] [--from 0] [--seconds 60] [--workers 2] [--only TARGET,TARGET].";

    private const long MostCases = 1_000_000_000;
    private const int MostWorkers = 256;

    /// <summary>What is done unless asked otherwise.</summary>
    public static FuzzOptions Usual { get; } = new(100_000, 1, 0, 60, 2, new HashSet<string>());

    /// <summary>Reads the arguments after the verb.</summary>
    /// <exception cref="RefusedException">They are not of the form of the usage line.</exception>
    public static FuzzOptions Parse(IReadOnlyList<string> arguments)
    {
        FuzzOptions options = Usual;
        for (int i = 0; i < arguments.Count; i += 2)
            options = options.With(arguments[i], i + 1 < arguments.Count ? arguments[i + 1] : throw Refuse($"{arguments[i]} without a value"));
        return options;
    }

    /// <summary>Whether a target is asked for.</summary>
    public bool Wants(string target) => Only.Count == 0 || Only.Contains(target);

    private FuzzOptions With(string option, string value) => option switch
    {
        "--cases" when long.TryParse(value, CultureInfo.InvariantCulture, out long cases) && cases is > 0 and <= MostCases => this with { Cases = cases },
        "--seed" when ulong.TryParse(value, CultureInfo.InvariantCulture, out ulong seed) => this with { Seed = seed },
        "--from" when long.TryParse(value, CultureInfo.InvariantCulture, out long from) && from is >= 0 and <= MostCases => this with { From = from },
        "--seconds" when double.TryParse(value, CultureInfo.InvariantCulture, out double seconds) && seconds > 0 => this with { Seconds = seconds },
        "--workers" when int.TryParse(value, CultureInfo.InvariantCulture, out int workers) && workers is > 0 and <= MostWorkers =>
            this with { Workers = workers },
        "--only" when value.Length > 0 => this with { Only = value.Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal) },
        _ => throw Refuse($"'{option} {value}'"),
    };

    private static RefusedException Refuse(string read) => new($"Read {read}. {Usage}");
}
