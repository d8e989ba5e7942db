using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Coalmine.Cli.Terminals;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation;
using Coalmine.Simulation.Engines;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Pictures;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Topologies;
using Coalmine.Workbench.Traces;
using Coalmine.Workbench.Watchers;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine simulate</c>: one rollout, told, drawn and written down.</summary>
internal sealed class SimulateCommand
{
    private const int FirstReplications = 200;

    private const string About = "Tell the story of one simulated rollout.";

    private const string Details =
        """
        Tells weights and looks, each verdict with its sentence, the truth, whether the decision was right, and how
        many were exposed and hurt. Writes timeline.png and trace.csv. The last line is the command that makes the
        same bytes again. With --paced the same story is told as it happens, and on a terminal a line below it says
        how things stand. --trace scrapes writes a row a scrape and pod, --trace requests a row a request.

        Examples:
          coalmine simulate scenarios/catalogue/silent-accuracy-drop.yaml
          coalmine simulate scenarios/catalogue/healthy.yaml --policy scenarios/policies/guide-script.yaml --seed 7
          coalmine simulate scenarios/catalogue/silent-accuracy-drop.yaml --paced 60x
          coalmine simulate scenarios/catalogue/healthy.yaml --engine request --trace requests,scrapes,looks --out run
          coalmine simulate scenarios/catalogue/healthy.yaml --replication 731
          coalmine simulate scenarios/catalogue/silent-accuracy-drop.yaml --journal run.jsonl
          coalmine simulate scenarios/catalogue/healthy.yaml --policy my-rollout.yaml --policy my-templates.yaml
          coalmine simulate scenarios/catalogue/healthy.yaml --weight 10% --rules my-alerts.yaml --trace looks,promtool
          coalmine simulate my-canary.yaml --rps 50 --errors 0.5% --p99 180ms --world slower
          coalmine simulate my-rollout.yaml my-templates.yaml my-autoscaler.yaml --rps 50 --errors 0.5% --p99 180ms
          coalmine simulate seldon.yaml --policy my-policy.yaml --rps 50 --errors 0.5% --p99 180ms
          coalmine simulate scenarios/catalogue/healthy.yaml --policy scenarios/manifests/flagger-ab.yaml --match 5%

        With --rules the alerts of a PrometheusRule or a rule file look on: the story tells when they are pending, fire and
        are resolved. --trace promtool writes what they saw as a unit test: `promtool test rules promtool-test.yaml` asks a
        real Prometheus whether the same alerts fire at the same moments.

        --journal writes all that the controller was told, asked for, decided and said, with its policy, as
        `coalmine replay` reads it: the same decisions again, or what another policy would have decided.

        A policy may be a Rollout of Argo's or a Canary of Flagger's, unchanged. With --rps, --errors and --p99 no
        scenario is needed: worlds are made from the three numbers, and the first line says how often the policy rolls
        back healthy canaries and promotes regressed ones (200 rollouts of each world). Files of Seldon, KServe, Istio and
        the Gateway API carry traffic and do not decide: they give those worlds their pods and latency buckets, and
        --policy, or a Rollout or Canary beside them, drives the rollout.
        """;

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "The scenario's file; with --rps, --errors and --p99 none. Policies and manifests beside it are read as one set.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _policy = new("--policy")
    {
        Description = "The policy's file, or a manifest and the files that it needs; otherwise the one that the scenario names.",
        HelpName = "FILE",
    };

    private readonly ServiceOptions _service = new();
    private readonly Option<string> _world = new("--world")
    {
        Description = "Which of the worlds made from --rps, --errors and --p99: healthy, more-errors (otherwise), slower, less-accurate, errors-later.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "more-errors",
    };

    private readonly Option<ArgoRelease?> _argo = RolloutOptions.Argo();
    private readonly Option<double?> _match = RolloutOptions.Match();
    private readonly Option<double?> _load = RolloutOptions.Load();
    private readonly Option<string[]> _rules = RolloutOptions.Rules();
    private readonly Option<TrafficWeight?> _weight = RolloutOptions.Weight();

    private readonly Option<EngineKind?> _engine = RolloutOptions.Engine();
    private readonly Option<ulong> _seed = NumberOptions.Seed();
    private readonly Option<long> _replication =
        NumberOptions.Whole("--replication", "Which replication of the seed to run, from 0: a study's row can be told again.", 0, long.MaxValue);

    private readonly Option<string> _out = new("--out")
    {
        Description = "Folder for the picture and the traces; otherwise a folder below out/ that is named after scenario and policy.",
        HelpName = "DIR",
    };

    private readonly Option<string> _journal = new("--journal")
    {
        Description = "Write the rollout's journal to this file; `coalmine replay` reads it.",
        HelpName = "FILE",
    };

    private readonly Option<double> _paced = RolloutOptions.Paced();
    private readonly Option<TraceTables> _trace = RolloutOptions.Trace();
    private readonly Option<bool> _everyLook = new("--every-look") { Description = "Tell looks that changed nothing one by one." };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON in place of the story." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        SimulateCommand simulate = new();
        Command command = new("simulate", About)
        {
            simulate._files, simulate._policy, simulate._service.Rate, simulate._service.Errors, simulate._service.P99, simulate._world, simulate._argo,
            simulate._engine, simulate._seed, simulate._replication, simulate._out, simulate._paced, simulate._trace, simulate._everyLook, simulate._json,
            simulate._rules, simulate._weight, simulate._match, simulate._load, simulate._journal,
        };
        command.SetAction(simulate.Run);
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        Loading loading = new();
        bool isMade = _service.AreAsked(parsed, loading);
        ImmutableArray<string> given = Given(parsed, loading);
        ImmutableArray<string> policies = [.. parsed.GetValue(_policy) ?? []];
        SimulationFiles subject = new(loading, RolloutOptions.Manifests(parsed, _argo, _match, _load))
        {
            RuleFiles = [.. parsed.GetValue(_rules) ?? []],
            Weight = parsed.GetValue(_weight),
            Command = ["coalmine", "simulate", .. given.Concat(policies).Select(CommandWords.Path), .. _service.WordsOrExample(parsed)],
        };
        if (loading.ExitCode != ExitCode.Success || Find(parsed, subject, isMade, given, policies) is not (var scenario, var policy, var made))
            return loading.ExitCode;
        if (made.IsEmpty && parsed.GetResult(_world) is { Implicit: false })
            loading.Refuse("--world names one of the worlds that are made from --rps, --errors and --p99; give these, too");
        if (parsed.GetValue(_json) && parsed.GetValue(_paced) > 0)
            loading.Refuse("--paced tells the story as it happens and --json prints none; give one of the two");
        if (Tables(parsed).HasFlag(TraceTables.Requests) && scenario.World.Engine == EngineKind.Binned)
            loading.Refuse("the binned engine draws counts and has no requests to trace; use --engine request");
        if (Tables(parsed).HasFlag(TraceTables.Promtool) && WhyNoPromtool(subject.Rules, scenario) is { Length: > 0 } why)
            loading.Refuse($"--trace promtool: {why}");
        if (loading.ExitCode != ExitCode.Success || loading.Bind(scenario, policy, subject.Rules) is not { } pairing)
            return loading.ExitCode;
        string reproduction = Reproduction(parsed, scenario, policy, subject.Rules);
        JournalOutput journal = new(loading, parsed.GetValue(_journal) ?? "");
        if (!journal.Begin(pairing, policy, RolloutOptions.Manifests(parsed, _argo, _match, _load), ($"{scenario.Facts.Name}.{policy.Name}", reproduction)))
            return loading.ExitCode;
        using Interruption interruption = new();
        bool isAsked = !made.IsEmpty && policy is not FixedWeightPolicy;
        ImmutableArray<FirstAnswer> answers = isAsked ? Answer(parsed, (made, subject.Serving), policy, loading, interruption.Token) : [];
        if (interruption.ExitCode != ExitCode.Success)
            return interruption.ExitCode;
        Outputs outputs = new(parsed.GetValue(_out) ?? Path.Combine("out", $"{scenario.Facts.Name}.{policy.Name}"));
        using TraceFiles files = new(outputs, Tables(parsed), scenario.World.Engine, Promtool(parsed, subject.Rules, scenario));
        if (Trace(parsed, pairing, [.. files.Recorders, .. journal.Recorders], interruption.Token) is not { } trace)
            return interruption.ExitCode;
        files.Finish();
        int wrote = journal.Finish();
        return Math.Max(Report(parsed, trace, answers, outputs, [.. journal.Written], reproduction), wrote);
    }

    private ImmutableArray<string> Given(ParseResult parsed, Loading loading)
    {
        ImmutableArray<string> given = [.. parsed.GetRequiredValue(_files)];
        if (given.FirstOrDefault(file => file.StartsWith('-')) is { } option)
            loading.Refuse($"unknown option '{option}'; see `coalmine simulate --help` (a file of that name is written ./{option})");
        return given;
    }

    private (LoadedScenario Scenario, RolloutPolicy Policy, ImmutableArray<LoadedScenario> Made)? Find(
        ParseResult parsed, SimulationFiles subject, bool isMade, ImmutableArray<string> given, ImmutableArray<string> policies)
    {
        EngineKind? engine = parsed.GetValue(_engine);
        if (isMade)
            return subject.FromMade([.. given, .. policies], serving => _service.Worlds(parsed, engine, serving), parsed.GetValue(_world)!);
        return subject.FromScenario(given, policies, engine) is (var scenario, var policy) ? (scenario, policy, []) : null;
    }

    private static string WhyNoPromtool(WatchedRules? rules, LoadedScenario scenario) =>
        rules is null ? "there are no rules; give some with --rules FILE" : PromtoolFiles.WhyNot(rules, scenario.World.World.Telemetry);

    private PromtoolFiles? Promtool(ParseResult parsed, WatchedRules? rules, LoadedScenario scenario) =>
        rules is not null && Tables(parsed).HasFlag(TraceTables.Promtool)
            ? new PromtoolFiles(rules, (long)scenario.World.World.Telemetry.ScrapeInterval.TotalMilliseconds)
            : null;

    /// <summary>The two percentages that everybody asks for first, from a small study; told unless JSON is wanted.</summary>
    private ImmutableArray<FirstAnswer> Answer(
        ParseResult parsed,
        (ImmutableArray<LoadedScenario> Worlds, ServingWorld? Serving) made,
        RolloutPolicy policy,
        Loading loading,
        CancellationToken interruption)
    {
        Study study = new()
        {
            Scenarios = [.. made.Worlds.Select(world => (World: world, Pairing: loading.Bind(world, policy))).Where(each => each.Pairing is not null)
                .Select(each => new StudyScenario(each.World.Facts, [each.Pairing!.ForStudy()]))],
            Seed = parsed.GetValue(_seed),
            Maximum = FirstReplications,
        };
        using ProgressPrinter progress = new();
        StudyResult result = StudyRunner.Run(study, Environment.ProcessorCount, progress, interruption);
        progress.Finish(result);
        ImmutableArray<FirstAnswer> answers = FirstAnswer.Of(result, made.Serving);
        if (!parsed.GetValue(_json))
            new StoryPrinter().Print(FirstAnswerText.Of(answers));
        return answers;
    }

    /// <summary>Runs the rollout, and tells it unless JSON is wanted; null when that was interrupted, which is said.</summary>
    private RolloutTrace? Trace(ParseResult parsed, Pairing pairing, IRolloutRecorder[] recorders, CancellationToken interruption)
    {
        (ulong seed, long replication, bool everyLook) = (parsed.GetValue(_seed), parsed.GetValue(_replication), parsed.GetValue(_everyLook));
        using PacedStory? paced = parsed.GetValue(_paced) is > 0 and var pace ? new PacedStory(everyLook, pace, interruption) : null;
        try
        {
            paced?.Begin(pairing.Heading(seed, replication));
            ITraceFollower follower = paced is null ? new UntilInterrupted(interruption) : paced;
            RolloutTrace trace = pairing.Trace(seed, replication, follower, recorders);
            if (paced is not null)
                paced.Finish(trace);
            else if (!parsed.GetValue(_json))
                new StoryPrinter().Print(RolloutStory.Tell(trace, everyLook));
            return trace;
        }
        catch (OperationCanceledException)
        {
            paced?.Dispose();
            string when = paced is null ? "" : $" at {paced.Clock} of the rollout";
            Terminal.Error.WriteLine($"Interrupted{when}; nothing was written.");
            return null;
        }
    }

    private int Report(
        ParseResult parsed, RolloutTrace trace, ImmutableArray<FirstAnswer> answers, Outputs outputs, ImmutableArray<string> others, string reproduction)
    {
        if (Tables(parsed).HasFlag(TraceTables.Looks))
            outputs.Write("trace.csv", stream => TraceCsv.Write(trace, stream));
        outputs.Write("timeline.png", stream => stream.Write(TimelinePicture.Draw(trace)));
        if (parsed.GetValue(_json))
        {
            using Stream output = Terminal.OpenOutput();
            TraceJson.Write(trace, answers, reproduction, [.. outputs.Written, .. others], output);
            return outputs.ExitCode;
        }

        StoryPrinter.Print("");
        foreach (string file in (string[])[.. outputs.Written, .. others])
            StoryPrinter.Print($"wrote {file}");
        StoryPrinter.Print(reproduction);
        return outputs.ExitCode;
    }

    private TraceTables Tables(ParseResult parsed) => parsed.GetValue(_trace) is not TraceTables.None and var tables ? tables : TraceTables.Looks;

    private string Reproduction(ParseResult parsed, LoadedScenario scenario, RolloutPolicy policy, WatchedRules? rules)
    {
        ImmutableArray<string> given = [.. parsed.GetRequiredValue(_files)];
        string[] policies = parsed.GetValue(_policy) ?? [];
        // A scenario's own policy is named, so that the line holds when the scenario names another one.
        if (!_service.IsAny(parsed) && given.Length == 1 && policies.Length == 0)
            policies = [.. policy.Files];
        string[] files = [.. given.Concat(policies).Select(CommandWords.Path)];
        IEnumerable<string> subject =
        [
            .. given.Select(CommandWords.Path), .. policies.SelectMany(file => new[] { "--policy", CommandWords.Path(file) }),
            .. _service.IsAny(parsed) ? [.. _service.Words(parsed), "--world", parsed.GetValue(_world)!] : (string[])[],
        ];
        List<string> words =
        [
            "coalmine", "simulate", .. subject,
            "--seed", parsed.GetValue(_seed).ToString(CultureInfo.InvariantCulture),
            "--replication", parsed.GetValue(_replication).ToString(CultureInfo.InvariantCulture),
        ];
        if (policy is FixedWeightPolicy { Weight: var weight })
            words.AddRange("--weight", string.Create(CultureInfo.InvariantCulture, $"{weight.Parts}%"));
        foreach (string file in rules?.Files.Select(CommandWords.Path).Except(files) ?? [])
            words.AddRange("--rules", file);
        if (parsed.GetValue(_argo) == ArgoRelease.V1_9)
            words.AddRange("--argo", "1.9");
        foreach (Option<double?> option in (Option<double?>[])[_match, _load])
            if (parsed.GetValue(option) is not null)
                words.AddRange(option.Name, parsed.GetResult(option)!.Tokens[^1].Value);
        if (parsed.GetValue(_engine) is { } engine)
            words.AddRange("--engine", RolloutOptions.Word(engine));
        if (Tables(parsed) != TraceTables.Looks)
            words.AddRange("--trace", RolloutOptions.Words(Tables(parsed)));
        if (parsed.GetValue(_out) is { } folder)
            words.AddRange("--out", folder);
        if (parsed.GetValue(_journal) is { } journal)
            words.AddRange("--journal", CommandWords.Path(journal));
        return CommandWords.Line(words);
    }
}
