using System.CommandLine;
using System.Globalization;
using Coalmine.Cli.Terminals;
using Coalmine.Manifests.Native;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Pictures;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Traces;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine simulate</c>: one rollout, told, drawn and written down.</summary>
internal sealed class SimulateCommand
{
    private const string About = "Tell the story of one simulated rollout.";

    private const string Details =
        """
        Tells weights and looks, each verdict with its sentence, the truth, whether the decision was right, and how
        many were exposed and hurt. Writes timeline.png and trace.csv. The last line is the command that makes the
        same bytes again.

        Examples:
          coalmine simulate scenarios/catalogue/silent-accuracy-drop.yaml
          coalmine simulate scenarios/catalogue/healthy.yaml --policy scenarios/policies/guide-script.yaml --seed 7
        """;

    private readonly Argument<string> _scenario = new("SCENARIO") { Description = "The scenario's file." };
    private readonly Option<string> _policy = new("--policy")
    {
        Description = "The policy's file; otherwise the one that the scenario names.",
        HelpName = "FILE",
    };

    private readonly Option<ulong> _seed = NumberOptions.Seed();
    private readonly Option<long> _replication =
        NumberOptions.Whole("--replication", "Which replication of the seed to run, from 0: a study's row can be told again.", 0, long.MaxValue);

    private readonly Option<string> _out = new("--out")
    {
        Description = "Folder for the picture and the trace; otherwise a folder below out/ that is named after scenario and policy.",
        HelpName = "DIR",
    };

    private readonly Option<bool> _everyLook = new("--every-look") { Description = "Tell looks that changed nothing one by one." };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON in place of the story." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        SimulateCommand simulate = new();
        Command command = new("simulate", About)
        {
            simulate._scenario, simulate._policy, simulate._seed, simulate._replication, simulate._out, simulate._everyLook, simulate._json,
        };
        command.SetAction(simulate.Run);
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        Loading loading = new();
        if (loading.Scenario(parsed.GetRequiredValue(_scenario)) is not { } scenario)
            return loading.ExitCode;
        string policyPath = parsed.GetValue(_policy) ?? scenario.PolicyPath;
        if (policyPath.Length == 0)
        {
            loading.Refuse($"{scenario.File.File} names no policy; give one with --policy FILE");
            return loading.ExitCode;
        }

        if (loading.Policy(policyPath) is not { } policy || loading.Bind(scenario, policy) is not { } pairing)
            return loading.ExitCode;
        RolloutTrace trace = pairing.Trace(parsed.GetValue(_seed), parsed.GetValue(_replication));
        return Report(parsed, trace, Reproduction(parsed, scenario, policy));
    }

    private int Report(ParseResult parsed, RolloutTrace trace, string reproduction)
    {
        bool json = parsed.GetValue(_json);
        StoryPrinter printer = new();
        if (!json)
            printer.Print(RolloutStory.Tell(trace, parsed.GetValue(_everyLook)));
        Outputs outputs = new(parsed.GetValue(_out) ?? Path.Combine("out", $"{trace.Scenario.Name}.{trace.Policy}"));
        outputs.Write("trace.csv", stream => TraceCsv.Write(trace, stream));
        outputs.Write("timeline.png", stream => stream.Write(TimelinePicture.Draw(trace)));
        if (json)
        {
            using Stream output = Terminal.OpenOutput();
            TraceJson.Write(trace, reproduction, outputs.Written, output);
            return outputs.ExitCode;
        }

        StoryPrinter.Print("");
        foreach (string file in outputs.Written)
            StoryPrinter.Print($"wrote {file}");
        StoryPrinter.Print(reproduction);
        return outputs.ExitCode;
    }

    private string Reproduction(ParseResult parsed, LoadedScenario scenario, PolicyFile policy)
    {
        string[] words =
        [
            "coalmine", "simulate", CommandWords.Path(scenario.File.File), "--policy", CommandWords.Path(policy.File),
            "--seed", parsed.GetValue(_seed).ToString(CultureInfo.InvariantCulture),
            "--replication", parsed.GetValue(_replication).ToString(CultureInfo.InvariantCulture),
        ];
        return CommandWords.Line(parsed.GetValue(_out) is { } folder ? [.. words, "--out", folder] : words);
    }
}
