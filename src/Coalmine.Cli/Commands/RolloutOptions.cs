using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Workbench.Policies;

namespace Coalmine.Cli.Commands;

/// <summary>Options that say how rollouts are run and shown. Like those of <see cref="NumberOptions"/> they parse their own tokens.</summary>
internal static class RolloutOptions
{
    private const string RareWord = "rolledBackOnEvidence";
    private const double SlowestPace = 0.01;
    private const double FastestPace = 100_000;
    private const double MostLoad = 1_000_000;

    private static readonly (string Word, EngineKind Engine)[] Engines = [("request", EngineKind.Request), ("binned", EngineKind.Binned)];

    private static readonly (string Word, TraceTables Table)[] Tables =
        [("requests", TraceTables.Requests), ("scrapes", TraceTables.Scrapes), ("looks", TraceTables.Looks), ("promtool", TraceTables.Promtool)];

    /// <summary>The engine; nothing where the world chooses.</summary>
    public static Option<EngineKind?> Engine() => new("--engine")
    {
        Description = "request: every request is an event. binned: the counts between two scrapes are drawn at once, which is faster. "
            + "Otherwise binned, unless the world needs requests.",
        HelpName = "request|binned",
        CustomParser = ParseEngine,
    };

    /// <summary>How many times as fast as the clock a rollout is shown; 0 for as fast as it can be.</summary>
    public static Option<double> Paced() => new("--paced")
    {
        Description = "Tell the story as it happens, so many times as fast as the clock: 60x shows a minute of the rollout a second.",
        HelpName = "60x",
        CustomParser = ParsePace,
    };

    /// <summary>The tables to write; none where the option is not given.</summary>
    public static Option<TraceTables> Trace() => new("--trace")
    {
        Description = "Tables to write, separated by commas: looks (trace.csv), scrapes (scrapes.csv), requests (requests.csv), "
            + "promtool (promtool-test.yaml: what --rules saw and their alerts did, for promtool to confirm); otherwise looks.",
        HelpName = "TABLES",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = ParseTables,
    };

    /// <summary>The release of Argo Rollouts that is imitated.</summary>
    public static Option<ArgoRelease?> Argo() => new("--argo")
    {
        Description = "Release of Argo Rollouts that a Rollout is carried out by: 1.9, or 1.10 otherwise.",
        HelpName = "1.9|1.10",
        CustomParser = ParseArgo,
    };

    /// <summary>Share of the requests that a manifest's match selects; nothing where the option is not given.</summary>
    public static Option<double?> Match() => new("--match")
    {
        Description = "For a Canary with `match`: the share of the requests, and of the users, that it selects, such as 5%; otherwise what the scenario says.",
        HelpName = "SHARE",
        CustomParser = ParseMatch,
    };

    /// <summary>Requests a second that tests send to the canary; nothing where the option is not given.</summary>
    public static Option<double?> Load() => new("--load")
    {
        Description = "For a Canary of Flagger's: requests a second that tests send to its pods, such as 20/s, in place of what its load tests say.",
        HelpName = "RATE",
        CustomParser = ParseLoad,
    };

    /// <summary>What manifests do not say.</summary>
    public static ManifestOptions Manifests(ParseResult parsed, Option<ArgoRelease?> argo, Option<double?> match, Option<double?> load) =>
        new(parsed.GetValue(argo) ?? ArgoRelease.V1_10) { Match = parsed.GetValue(match), Load = parsed.GetValue(load) };

    /// <summary>Rule files that look on.</summary>
    public static Option<string[]> Rules() => new("--rules")
    {
        Description = "A PrometheusRule or a rule file whose alerts look on and decide nothing; may be given several times.",
        HelpName = "FILE",
    };

    /// <summary>A share that the canary keeps in place of a policy; nothing where the option is not given.</summary>
    public static Option<TrafficWeight?> Weight() => new("--weight")
    {
        Description = "No policy: the canary keeps this share of the traffic to the scenario's end, such as 10%.",
        HelpName = "SHARE",
        CustomParser = ParseWeight,
    };

    /// <summary>The rare thing to measure: rollbacks on evidence are all there is as yet; nothing where the option is not given.</summary>
    public static Option<string?> Rare() => new("--rare")
    {
        Description = $"Measure a share below 0.1% by splitting. {RareWord}: rollbacks on evidence, which in a healthy scenario are the false ones.",
        HelpName = RareWord,
        CustomParser = ParseRare,
    };

    /// <summary>An engine as it is written.</summary>
    public static string Word(EngineKind engine) => Engines.Single(each => each.Engine == engine).Word;

    /// <summary>Tables as they are written.</summary>
    public static string Words(TraceTables tables) => string.Join(',', Tables.Where(each => tables.HasFlag(each.Table)).Select(each => each.Word));

    private static string? ParseRare(ArgumentResult result)
    {
        if (Last(result) == RareWord)
            return RareWord;
        result.AddError($"--rare takes {RareWord}; read '{Last(result)}'.");
        return null;
    }

    private static ArgoRelease? ParseArgo(ArgumentResult result)
    {
        switch (Last(result))
        {
            case "1.9":
                return ArgoRelease.V1_9;
            case "1.10":
                return ArgoRelease.V1_10;
            default:
                result.AddError($"--argo takes 1.9 or 1.10; read '{Last(result)}'.");
                return ArgoRelease.V1_10;
        }
    }

    private static TrafficWeight? ParseWeight(ArgumentResult result)
    {
        string read = Last(result);
        if (read.EndsWith('%') && int.TryParse(read[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int percent) && percent is >= 0 and <= 100)
            return new TrafficWeight(percent);
        result.AddError($"--weight takes whole percents from 0% to 100%, such as 10%; read '{read}'.");
        return null;
    }

    private static double? ParseMatch(ArgumentResult result)
    {
        string read = Last(result);
        if (read.EndsWith('%') && TryNumber(read[..^1], out double percent) && percent is > 0 and <= 100)
            return percent / 100;
        result.AddError($"--match takes a share above 0% and at most 100%, such as 5%; read '{read}'.");
        return null;
    }

    private static double? ParseLoad(ArgumentResult result)
    {
        string read = Last(result);
        if (read.EndsWith("/s", StringComparison.Ordinal) && TryNumber(read[..^2], out double rate) && rate <= MostLoad)
            return rate;
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"--load takes requests a second from 0/s to {MostLoad}/s, such as 20/s; read '{read}'."));
        return null;
    }

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);

    private static EngineKind? ParseEngine(ArgumentResult result)
    {
        string read = Last(result);
        foreach ((string word, EngineKind engine) in Engines)
            if (word == read)
                return engine;
        result.AddError($"--engine takes request or binned; read '{read}'.");
        return null;
    }

    private static double ParsePace(ArgumentResult result)
    {
        string read = Last(result);
        if (read.EndsWith('x')
            && double.TryParse(read[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double pace)
            && pace is >= SlowestPace and <= FastestPace)
            return pace;
        result.AddError(string.Create(
            CultureInfo.InvariantCulture,
            $"--paced takes how many times as fast as the clock, from {SlowestPace}x to {FastestPace}x, such as 60x; read '{read}'."));
        return 0;
    }

    private static TraceTables ParseTables(ArgumentResult result)
    {
        TraceTables all = TraceTables.None;
        foreach (string read in result.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            TraceTables table = Tables.FirstOrDefault(each => each.Word == read.Trim()).Table;
            if (table == TraceTables.None)
                result.AddError($"--trace takes looks, scrapes, requests and promtool, separated by commas; read '{read}'.");
            all |= table;
        }

        return all;
    }

    private static string Last(ArgumentResult result) => result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;
}
