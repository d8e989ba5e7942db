using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Coalmine.Cli.Terminals;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Suites.Accepted;
using Coalmine.Workbench.Suites.Outputs;
using Coalmine.Workbench.Suites.Runs;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine test</c>: suites, held in CI.</summary>
internal sealed class TestCommand
{
    private const string About = "Hold policies to what is expected of them, for CI: suites of scenarios, policies and expectations.";

    private const string Details =
        """
        A suite (`kind: Suite`) names scenarios, policies and manifests, and what is expected: `falseRollback atMost 5%`,
        `detectionTime p90AtMost 20m`. Rollouts are simulated until each expectation is established (it holds, with the
        suite's confidence) or refuted (it is breached; over a whole suite whose expectations are true that happens with
        at most its falseAlarm, 0.1 % or less, however often it is looked at). What neither is when the rollouts or the
        time end is undecided, and never a pass. Cases with `given` answers need no chance: they are played as written. Nor does
        an `incident`: a recorded rollout over which a policy is asked; what the record cannot tell is undecided.

        --baseline FILE compares with what was accepted before: a characteristic that is worse, with the same risk, is a
        breach. What cannot be compared to the end, or rests on fewer rollouts, is undecided; a case or a line that only
        one side has is an error. Only --accept writes that file, so that a policy that is loosened shows as a change of it;
        it writes over no other file, and ends with 3 where it writes nothing.

        Ends with 0 where all holds, 1 where something is breached, 3 where something is undecided, 2 for wrong files,
        4 where a policy cannot be simulated faithfully.

        Examples:
          coalmine test scenarios/suites/fast.yaml
          coalmine test scenarios/suites/flagger.yaml --time 5m --junit out/junit.xml --sarif out/coalmine.sarif
          coalmine test my-suite.yaml --github --summary "$GITHUB_STEP_SUMMARY"
          coalmine test my-suite.yaml --baseline my-suite.accepted.yaml --accept
          coalmine test my-suite.yaml --baseline my-suite.accepted.yaml
          coalmine test my-suite.yaml --fresh
        """;

    private readonly Argument<string[]> _suites = new("SUITE") { Description = "Suite files.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _baseline = new("--baseline") { Description = "The file of accepted characteristics to compare with.", HelpName = "FILE" };
    private readonly Option<bool> _accept = new("--accept") { Description = "Write what is measured to the file of --baseline, in place of comparing." };
    private readonly Option<bool> _fresh = new("--fresh") { Description = "A seed that nobody has seen, which is printed; for nightly runs." };
    private readonly Option<ulong> _seed = NumberOptions.Seed();
    private readonly Option<long> _time = NumberOptions.Time(
        "--time", "The longest that the simulations may take, such as 5m; what is open then is undecided.");

    private readonly Option<long> _parallel = NumberOptions.Whole("--parallel", "Threads; otherwise one for each core. The result is the same.", 1, 1024);
    private readonly Option<string?> _junit = new("--junit") { Description = "Write JUnit XML.", HelpName = "FILE" };
    private readonly Option<string?> _sarif = new("--sarif") { Description = "Write SARIF 2.1.0.", HelpName = "FILE" };
    private readonly Option<bool> _github = new("--github") { Description = "Print annotations for GitHub Actions." };
    private readonly Option<string?> _summary = new("--summary") { Description = "Write Markdown, with before and after.", HelpName = "FILE" };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON in place of the tables (scenarios/schema/test.schema.json)." };
    private readonly Option<ArgoRelease?> _argo = RolloutOptions.Argo();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        TestCommand test = new();
        test._seed.DefaultValueFactory = null;
        test._seed.Description = "Seed of every draw, in place of those that the suites name.";
        Command command = new("test", About)
        {
            test._suites, test._baseline, test._accept, test._seed, test._fresh, test._time, test._parallel, test._junit, test._sarif, test._github,
            test._summary, test._json, test._argo,
        };
        command.SetAction(test.Run);
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        Loading loading = new();
        string[] files = [.. parsed.GetRequiredValue(_suites).DistinctBy(Path.GetFullPath)];
        string? baseline = parsed.GetValue(_baseline);
        bool accepts = parsed.GetValue(_accept);
        if (baseline is not null && files.Length > 1)
            loading.Refuse("--baseline is of one suite; give the suites one by one, each with its own file");
        if (accepts && baseline is null)
            loading.Refuse("--accept writes the file of --baseline; give that, too");
        if (parsed.GetValue(_fresh) && parsed.GetResult(_seed) is { Implicit: false })
            loading.Refuse("--fresh makes a seed and --seed gives one; give one of the two");
        if (baseline is not null && !accepts && !Path.Exists(baseline))
            loading.Refuse($"--baseline: there is no file {baseline}; the same command with --accept writes it, of what the policies do today");
        AcceptedFile? accepted = baseline is null || accepts || loading.ExitCode != ExitCode.Success ? null : loading.Accepted(baseline);
        if (loading.ExitCode != ExitCode.Success)
            return loading.ExitCode;
        ulong? seed = SeedOf(parsed);
        ManifestOptions options = new(parsed.GetValue(_argo) ?? ArgoRelease.V1_10);
        ImmutableArray<LoadedSuite> suites = [.. files.Select(file => loading.Suite(file, options, accepted, seed)).OfType<LoadedSuite>()];
        if (loading.ExitCode == ExitCode.Success)
            OutputsOf(parsed).Refuse(loading, suites);
        return loading.ExitCode == ExitCode.Success ? Run(parsed, suites, accepts ? baseline : null) : loading.ExitCode;
    }

    private TestOutputs OutputsOf(ParseResult parsed) => new(
        [("--junit", parsed.GetValue(_junit)), ("--sarif", parsed.GetValue(_sarif)), ("--summary", parsed.GetValue(_summary))],
        parsed.GetValue(_baseline),
        parsed.GetValue(_accept));

    private int Run(ParseResult parsed, ImmutableArray<LoadedSuite> suites, string? accepting)
    {
        using Interruption interruption = new();
        ImmutableArray<SuiteResult> results;
        using (ProgressPrinter progress = new())
        {
            TimeSpan? time = parsed.GetValue(_time) is > 0 and var milliseconds ? TimeSpan.FromMilliseconds(milliseconds) / suites.Length : null;
            SuiteRun run = new()
            {
                Workers = parsed.GetValue(_parallel) is > 0 and var threads ? (int)threads : Environment.ProcessorCount,
                Time = time,
                Clock = TimeProvider.System,
                Completes = accepting is not null,
                Command = (pair, replication) => Reproduction(parsed, pair, replication),
                Progress = progress,
            };
            results = [.. suites.Select(suite => SuiteRunner.Run(suite, run, interruption.Token))];
            progress.Finish(results);
        }

        int written = Report(parsed, results, accepting);
        if (interruption.ExitCode != ExitCode.Success)
            return interruption.ExitCode;
        if (written != ExitCode.Success)
            return written;
        if (results.Any(result => result.IsBreached))
            return ExitCode.Breached;
        return results.Any(result => result.IsUndecided) || (accepting is not null && !IsWhole(results[0])) ? ExitCode.Undecided : ExitCode.Success;
    }

    private ulong? SeedOf(ParseResult parsed)
    {
        if (parsed.GetResult(_seed) is { Implicit: false })
            return parsed.GetValue(_seed);
        if (!parsed.GetValue(_fresh))
            return null;

        // Six bytes: a number that every reader of JSON takes whole.
        ulong fresh = RandomNumberGenerator.GetBytes(6).Aggregate(0UL, (sum, part) => (sum << 8) | part);
        Terminal.Error.WriteLine($"seed {fresh.ToString(CultureInfo.InvariantCulture)} (fresh; the same again with --seed)");
        return fresh;
    }

    private int Report(ParseResult parsed, ImmutableArray<SuiteResult> results, string? accepting)
    {
        if (parsed.GetValue(_json))
        {
            using Stream output = Terminal.OpenOutput();
            SuiteJson.Write(results, output);
        }
        else
        {
            foreach (SuiteResult result in results)
            {
                new StoryPrinter().Print(SuiteText.Of(result));
                StoryPrinter.Print("");
            }

            if (ClaimWords.FalseAlarm(results) is { Length: > 0 } sum)
                StoryPrinter.Print(sum);
        }

        if (parsed.GetValue(_github))
            foreach (string annotation in results.SelectMany(SuiteAnnotations.Of))
                (parsed.GetValue(_json) ? Terminal.Error : Console.Out).WriteLine(annotation);
        int worst = Write(parsed, parsed.GetValue(_junit), stream => SuiteJUnit.Write(results, stream));
        worst = Math.Max(worst, Write(parsed, parsed.GetValue(_sarif), stream => SuiteSarif.Write(results, stream)));
        worst = Math.Max(worst, Write(parsed, parsed.GetValue(_summary), stream => SuiteSummary.Write(results, stream)));
        if (accepting is null)
            return worst;
        if (IsWhole(results[0]))
            return Math.Max(worst, Write(parsed, accepting, stream => AcceptedWriter.Write(results[0], stream)));
        Terminal.Error.WriteLine($"coalmine: {accepting} is left as it is: not every case got all its rollouts");
        return worst;
    }

    private static bool IsWhole(SuiteResult result) => result.Pairs.All(pair => pair.Tally.Count == pair.Pair.Replications);

    private int Write(ParseResult parsed, string? file, Action<Stream> content)
    {
        if (file is null)
            return ExitCode.Success;
        string folder = Path.GetDirectoryName(file) is { Length: > 0 } named ? named : ".";
        Outputs outputs = new(folder);
        outputs.Write(Path.GetFileName(file), content);
        if (!parsed.GetValue(_json))
            foreach (string _ in outputs.Written)
                StoryPrinter.Print($"wrote {file}");
        return outputs.ExitCode;
    }

    private string Reproduction(ParseResult parsed, SuitePair pair, long replication)
    {
        List<string> words =
        [
            "coalmine", "simulate", CommandWords.Path(pair.Scenario.File.File),
            .. pair.Policy.Files.SelectMany(file => new[] { "--policy", CommandWords.Path(file) }),
            "--seed", pair.Seed.ToString(CultureInfo.InvariantCulture), "--replication", replication.ToString(CultureInfo.InvariantCulture),
        ];
        if (parsed.GetValue(_argo) == ArgoRelease.V1_9)
            words.AddRange("--argo", "1.9");
        return CommandWords.Line(words);
    }
}
