using System.Collections.Immutable;
using System.CommandLine;
using Coalmine.Cli.Terminals;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Advice;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Pictures;
using Coalmine.Workbench.RareEvents;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine study</c>: scenarios x policies x replications, and the operating characteristics that come of them.</summary>
internal sealed class StudyCommand
{
    private const long UsualReplications = 1000;
    private const long MostReplications = 1_000_000_000;
    private const long MostWhenPrecise = 100_000;

    private const int MostInPictures = 50;

    private const string About = "Run scenarios under policies many times and print operating characteristics.";

    private const string Details =
        """
        Prints for every scenario and policy, with 95 % intervals: outcomes, time to detection, exposure, hurt and
        duration, and paired differences from the first policy. A replication is the same world for every policy
        (common random numbers). Without a policy each scenario is run under the one it names. Writes study.csv,
        outcomes.png and a picture of the detection time for each regressed scenario.

        Every rollout is kept in results.duckdb beside them: a study that is repeated, widened or was interrupted (by Ctrl-C or
        in any other way) runs only what is missing; `coalmine results` shows, compares and exports what is kept.
        Any replication is told again by `coalmine simulate` with the same seed and --engine, and its number.

        Examples:
          coalmine study scenarios/catalogue/*.yaml scenarios/policies/*.yaml
          coalmine study scenarios/catalogue/healthy.yaml --policy a.yaml --policy b.yaml --precision 0.5%
          coalmine study scenarios/catalogue/healthy-low-traffic.yaml --engine request --replications 100
          coalmine study scenarios/catalogue/healthy.yaml scenarios/policies/cautious.yaml --rare rolledBackOnEvidence
          coalmine study my-rollout.yaml my-templates.yaml --rps 50 --errors 0.5% --p99 180ms
          coalmine study seldon.yaml --policy my-policy.yaml --rps 50 --errors 0.5% --p99 180ms
          coalmine study my-rollout.yaml --rules my-alerts.yaml --rps 50 --errors 0.5% --p99 180ms
          coalmine study scenarios/catalogue/healthy.yaml --weight 10% --rules my-alerts.yaml

        Rollouts of Argo and Canaries of Flagger are policies too, unchanged; files that they need (templates) are given
        with them. With --rps, --errors and --p99 a healthy world and four regressed ones are made from the three
        numbers, and the first line of the answer is one sentence a policy. Files of Seldon, KServe, Istio and the Gateway API
        carry traffic and do not decide: they give those worlds their pods and latency buckets, and --policy, or a Rollout or
        Canary beside them, drives the rollout.

        Alerts of a PrometheusRule or a rule file (--rules, or among the files) look on and decide nothing: a second table
        says how often each fires, how often falsely, and how late after the onset; alerts.csv holds the same.

        --rare rolledBackOnEvidence measures one share, however small: the rollbacks on evidence, which are the false
        ones where the canary is healthy. Paths whose evidence of harm comes past a level are continued many times
        from there (splitting); --replications says how many paths there are at each level. Writes rare.csv.
        """;

    private readonly Argument<string[]> _files = new("FILES")
    {
        Description = "Scenario files, and policies or manifests, told apart by their `kind`.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _policies = new("--policy") { Description = "A policy's file; may be given several times.", HelpName = "FILE" };

    private readonly Option<long> _replications = NumberOptions.Whole(
        "--replications", "Most replications of each scenario; 1000 otherwise, 100000 with --precision, 4000 with --rare.", 1, MostReplications);

    private readonly Option<double> _precision = NumberOptions.Precision();
    private readonly Option<string?> _rare = RolloutOptions.Rare();
    private readonly Option<EngineKind?> _engine = RolloutOptions.Engine();
    private readonly ServiceOptions _service = new();
    private readonly Option<ArgoRelease?> _argo = RolloutOptions.Argo();
    private readonly Option<double?> _match = RolloutOptions.Match();
    private readonly Option<double?> _load = RolloutOptions.Load();
    private readonly Option<string[]> _rules = RolloutOptions.Rules();
    private readonly Option<TrafficWeight?> _weight = RolloutOptions.Weight();
    private readonly Option<ulong> _seed = NumberOptions.Seed();
    private readonly Option<string> _out = new("--out") { Description = "Folder for table and pictures; otherwise out/study.", HelpName = "DIR" };
    private readonly Option<bool> _noReuse = KeptRollouts.NoReuse();
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON in place of the tables." };
    private readonly Option<long> _parallel = NumberOptions.Whole("--parallel", "Threads; otherwise one for each core. The result is the same.", 1, 1024);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        StudyCommand study = new();
        Command command = new("study", About)
        {
            study._files, study._policies, study._replications, study._precision, study._rare, study._engine, study._seed, study._out, study._json,
            study._parallel, study._service.Rate, study._service.Errors, study._service.P99, study._argo,
            study._rules, study._weight, study._match, study._load, study._noReuse,
        };
        command.SetAction(study.Run);
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string[] given = parsed.GetRequiredValue(_files);
        StudyFiles files = new(parsed.GetValue(_engine), RolloutOptions.Manifests(parsed, _argo, _match, _load))
        {
            Command = ["coalmine", "study", .. given.Select(CommandWords.Path), .. _service.WordsOrExample(parsed)],
        };
        bool isMade = _service.AreAsked(parsed, files.Loading);
        foreach (string rules in parsed.GetValue(_rules) ?? [])
            files.Files.AddRules(rules);
        if (parsed.GetValue(_weight) is { } weight)
            files.Files.AddFixed(weight);
        ImmutableArray<StudyScenario> scenarios = files.Load(
            given, parsed.GetValue(_policies) ?? [], isMade ? serving => _service.Worlds(parsed, parsed.GetValue(_engine), serving) : null);
        if (files.HasRules && parsed.GetValue(_rare) is not null)
            files.Loading.Refuse("--rare counts rollbacks, and rules count alerts; give one of the two");
        if (files.ExitCode != ExitCode.Success)
            return files.ExitCode;
        double precision = parsed.GetValue(_precision);
        long asked = parsed.GetValue(_replications);
        if (parsed.GetValue(_rare) is not null)
            return RunRare(parsed, scenarios, precision, asked);
        Study study = new()
        {
            Scenarios = scenarios,
            Seed = parsed.GetValue(_seed),
            Maximum = asked > 0 ? asked : precision > 0 ? MostWhenPrecise : UsualReplications,
            Precision = precision,
        };
        KeptRollouts kept = new(Folder(parsed), !parsed.GetValue(_noReuse));
        study = kept.Begin(study, parsed);
        if (kept.ExitCode != ExitCode.Success)
            return kept.ExitCode;
        using Interruption interruption = new();
        using ProgressPrinter progress = new();
        StudyResult result = StudyRunner.Run(study, Workers(parsed), progress, interruption.Token);
        progress.Finish(result);
        kept.Finish(result);
        int written = Report(parsed, result, isMade ? FirstAnswer.Of(result, files.Serving) : []);
        return result.Interrupted ? interruption.ExitCode : Math.Max(written, kept.ExitCode);
    }

    private int RunRare(ParseResult parsed, ImmutableArray<StudyScenario> scenarios, double precision, long asked)
    {
        RareRollbacks rare = new(scenarios);
        if (rare.Refuse(precision, asked) is not ExitCode.Success and var refused)
            return refused;
        using Interruption interruption = new();
        SplittingStudyResult result = rare.Run(parsed.GetValue(_seed), asked, Workers(parsed), interruption.Token);
        int written = RareRollbacks.Report(result, parsed.GetValue(_json), Folder(parsed));
        return result.Interrupted ? interruption.ExitCode : written;
    }

    private string Folder(ParseResult parsed) => parsed.GetValue(_out) ?? Path.Combine("out", "study");

    private int Workers(ParseResult parsed) => parsed.GetValue(_parallel) is > 0 and var threads ? (int)threads : Environment.ProcessorCount;

    private int Report(ParseResult parsed, StudyResult result, ImmutableArray<FirstAnswer> answers)
    {
        if (parsed.GetValue(_json))
        {
            using Stream output = Terminal.OpenOutput();
            StudyJson.Write(result, answers, output);
        }
        else
        {
            StoryPrinter printer = new();
            if (!answers.IsEmpty)
                printer.Print(FirstAnswerText.Of(answers));
            foreach (ScenarioResult scenario in result.Scenarios)
                printer.Print(StudyText.Scenario(scenario));
            printer.Print(AdviceText.Of(result));
            printer.Print(StudyText.Legend(result));
            StoryPrinter.Print("");
        }

        Outputs outputs = Write(Folder(parsed), result);
        if (!parsed.GetValue(_json))
            foreach (string file in outputs.Written)
                StoryPrinter.Print($"wrote {file}");
        return outputs.ExitCode;
    }

    private static Outputs Write(string folder, StudyResult result)
    {
        Outputs outputs = new(folder);
        if (result.Rollouts == 0)
            return outputs;
        outputs.Write("study.csv", stream => StudyCsv.Write(result, stream));
        if (AlertCsv.Has(result))
            outputs.Write("alerts.csv", stream => AlertCsv.Write(result, stream));
        if (result.Scenarios.Max(scenario => scenario.Policies.Length) > MostInPictures)
        {
            Terminal.Error.WriteLine($"no pictures: they tell at most {MostInPictures} policies apart; study.csv holds all");
            return outputs;
        }

        outputs.Write("outcomes.png", stream => stream.Write(OutcomePicture.Draw(result)));
        foreach (ScenarioResult scenario in result.Scenarios.Where(each => each.Replications > 0 && each.Facts.Truth == TruthKind.Regressed))
            outputs.Write($"detection-{scenario.Facts.Name}.png", stream => stream.Write(DetectionPicture.Draw(scenario)));
        return outputs;
    }
}
