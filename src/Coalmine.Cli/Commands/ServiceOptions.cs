using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Coalmine.Simulation.Engines;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Topologies;

namespace Coalmine.Cli.Commands;

/// <summary>Three numbers in place of a scenario: worlds are made from them.</summary>
internal sealed class ServiceOptions
{
    private const double MostPerSecond = 10_000_000;
    private const double LongestSeconds = 600;

    /// <summary>The request rate; 0 where it is not given.</summary>
    public Option<double> Rate { get; } = new("--rps")
    {
        Description = "Requests per second. With --errors and --p99, worlds are made from these numbers and no scenario is needed.",
        HelpName = "N",
        CustomParser = ParseRate,
    };

    /// <summary>The error rate; nothing where it is not given.</summary>
    public Option<double?> Errors { get; } = new("--errors")
    {
        Description = "Share of the requests that end in an error today, such as 0.5%.",
        HelpName = "SHARE",
        CustomParser = ParseErrors,
    };

    /// <summary>The p99 of the latency in seconds; 0 where it is not given.</summary>
    public Option<double> P99 { get; } = new("--p99")
    {
        Description = "The 99th percentile of the latency today, such as 180ms.",
        HelpName = "TIME",
        CustomParser = ParseTime,
    };

    /// <summary>Whether worlds are asked for. Some numbers without the others are refused.</summary>
    public bool AreAsked(ParseResult parsed, Loading loading)
    {
        if (Numbers(parsed) is not null)
            return true;
        if (IsAny(parsed))
            loading.Refuse($"worlds are made from all of --rps, --errors and --p99; {Missing(parsed)}");
        return false;
    }

    /// <summary>The worlds that are asked for; none where the numbers are not given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="engine">The engine that was asked for.</param>
    /// <param name="serving">What carries the traffic; nothing where no file tells.</param>
    public ImmutableArray<LoadedScenario> Worlds(ParseResult parsed, EngineKind? engine, ServingWorld? serving) =>
        Numbers(parsed) is { } numbers ? MadeWorlds.Of(numbers, engine, serving) : [];

    /// <summary>Words that ask for worlds: those that were given, or an example.</summary>
    public IEnumerable<string> WordsOrExample(ParseResult parsed) =>
        Numbers(parsed) is null ? ["--rps", "50", "--errors", "0.5%", "--p99", "180ms"] : Words(parsed);

    /// <summary>Whether any of the numbers is given.</summary>
    public bool IsAny(ParseResult parsed) => parsed.GetValue(Rate) > 0 || parsed.GetValue(Errors) >= 0 || parsed.GetValue(P99) > 0;

    /// <summary>The words that ask for the same worlds again: those that were given, since other ways to write a number may round another way.</summary>
    public IEnumerable<string> Words(ParseResult parsed) => Numbers(parsed) is null
        ? []
        : ((Option[])[Rate, Errors, P99]).SelectMany(option => new[] { option.Name, parsed.GetResult(option)!.Tokens[^1].Value });

    private string Missing(ParseResult parsed)
    {
        string[] missing =
        [
            .. parsed.GetValue(Rate) > 0 ? [] : new[] { Rate.Name },
            .. parsed.GetValue(Errors) >= 0 ? [] : new[] { Errors.Name },
            .. parsed.GetValue(P99) > 0 ? [] : new[] { P99.Name },
        ];
        return $"{string.Join(" and ", missing)} {(missing.Length == 1 ? "is" : "are")} missing";
    }

    /// <summary>The numbers; nothing where one of them is not given.</summary>
    public ServiceNumbers? Numbers(ParseResult parsed) =>
        parsed.GetValue(Rate) is > 0 and var rate && parsed.GetValue(Errors) is >= 0 and var errors && parsed.GetValue(P99) is > 0 and var p99
            ? new ServiceNumbers(rate, errors, p99)
            : null;

    private static double? ParseErrors(ArgumentResult result)
    {
        string read = Last(result);
        bool isPercent = read.EndsWith('%');
        // Who writes 0.5 means half a percent more often than every second request: a bare number must be small enough to be no percentage.
        if (TryNumber(isPercent ? read[..^1] : read, out double value) && (isPercent ? value / 100 <= MadeWorlds.LargestErrorRate : value < 0.1))
            return isPercent ? value / 100 : value;
        result.AddError(string.Create(
            CultureInfo.InvariantCulture,
            $"--errors takes a share from 0 to {100 * MadeWorlds.LargestErrorRate:0}%, such as 0.5%, or below 0.1 as a bare number; read '{read}'."));
        return null;
    }

    private static double ParseTime(ArgumentResult result)
    {
        string read = Last(result);
        if (NumberOptions.TryTime(read, out double seconds) && seconds is > 0 and <= LongestSeconds)
            return seconds;
        result.AddError($"--p99 takes a time above 0 and at most {LongestSeconds:0}s with its unit, such as 180ms or 1.2s; read '{read}'.");
        return 0;
    }

    private static double ParseRate(ArgumentResult result)
    {
        string read = Last(result);
        if (TryNumber(read, out double value) && value is > 0 and <= MostPerSecond)
            return value;
        result.AddError(string.Create(
            CultureInfo.InvariantCulture, $"--rps takes the requests per second, above 0 and at most {MostPerSecond:0}, such as 50; read '{read}'."));
        return 0;
    }

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && value >= 0;

    private static string Last(ArgumentResult result) => result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;
}
