using System.Collections.Immutable;
using System.CommandLine;
using Coalmine.Cli.Terminals;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Pictures;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine study</c>: scenarios x policies x replications, and the operating characteristics that come of them.</summary>
internal sealed class StudyCommand
{
    private const long UsualReplications = 1000;
    private const long MostReplications = 1_000_000_000;
    private const long MostWhenPrecise = 100_000;

    private const string About = "Run scenarios under policies many times and print operating characteristics.";

    private const string Details =
        """
        Prints for every scenario and policy, with 95 % intervals: outcomes, time to detection, exposure, hurt and
        duration, and paired differences from the first policy. A replication is the same world for every policy
        (common random numbers). Without a policy each scenario is run under the one it names. Writes study.csv,
        outcomes.png and a picture of the detection time for each regressed scenario. Ctrl-C keeps what is done.
        Any replication is told again by `coalmine simulate` with the same seed and --engine, and its number.

        Examples:
          coalmine study scenarios/catalogue/*.yaml scenarios/policies/*.yaml
          coalmine study scenarios/catalogue/healthy.yaml --policy a.yaml --policy b.yaml --precision 0.5%
          coalmine study scenarios/catalogue/healthy-low-traffic.yaml --engine request --replications 100
        """;

    private readonly Argument<string[]> _files = new("FILES")
    {
        Description = "Scenario and policy files, told apart by their `kind`.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _policies = new("--policy") { Description = "A policy's file; may be given several times.", HelpName = "FILE" };

    private readonly Option<long> _replications = NumberOptions.Whole(
        "--replications", "Most replications of each scenario; 1000 otherwise, or 100000 with --precision.", 1, MostReplications);

    private readonly Option<double> _precision = NumberOptions.Precision();
    private readonly Option<EngineKind?> _engine = RolloutOptions.Engine();
    private readonly Option<ulong> _seed = NumberOptions.Seed();
    private readonly Option<string> _out = new("--out") { Description = "Folder for table and pictures; otherwise out/study.", HelpName = "DIR" };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON in place of the tables." };
    private readonly Option<long> _parallel = NumberOptions.Whole("--parallel", "Threads; otherwise one for each core. The result is the same.", 1, 1024);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        StudyCommand study = new();
        Command command = new("study", About)
        {
            study._files, study._policies, study._replications, study._precision, study._engine, study._seed, study._out, study._json, study._parallel,
        };
        command.SetAction(study.Run);
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        StudyFiles files = new(parsed.GetValue(_engine));
        ImmutableArray<StudyScenario> scenarios = files.Load(parsed.GetRequiredValue(_files), parsed.GetValue(_policies) ?? []);
        if (files.ExitCode != ExitCode.Success)
            return files.ExitCode;
        double precision = parsed.GetValue(_precision);
        long asked = parsed.GetValue(_replications);
        Study study = new()
        {
            Scenarios = scenarios,
            Seed = parsed.GetValue(_seed),
            Maximum = asked > 0 ? asked : precision > 0 ? MostWhenPrecise : UsualReplications,
            Precision = precision,
        };
        using Interruption interruption = new();
        using ProgressPrinter progress = new();
        int workers = parsed.GetValue(_parallel) is > 0 and var threads ? (int)threads : Environment.ProcessorCount;
        StudyResult result = StudyRunner.Run(study, workers, progress, interruption.Token);
        progress.Finish(result);
        int written = Report(parsed, result);
        return result.Interrupted ? interruption.ExitCode : written;
    }

    private int Report(ParseResult parsed, StudyResult result)
    {
        if (parsed.GetValue(_json))
        {
            using Stream output = Terminal.OpenOutput();
            StudyJson.Write(result, output);
        }
        else
        {
            StoryPrinter printer = new();
            foreach (ScenarioResult scenario in result.Scenarios)
                printer.Print(StudyText.Scenario(scenario));
            printer.Print(StudyText.Legend(result));
            StoryPrinter.Print("");
        }

        Outputs outputs = Write(parsed.GetValue(_out) ?? Path.Combine("out", "study"), result);
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
        outputs.Write("outcomes.png", stream => stream.Write(OutcomePicture.Draw(result)));
        foreach (ScenarioResult scenario in result.Scenarios.Where(each => each.Replications > 0 && each.Facts.Truth == TruthKind.Regressed))
            outputs.Write($"detection-{scenario.Facts.Name}.png", stream => stream.Write(DetectionPicture.Draw(scenario)));
        return outputs;
    }
}
