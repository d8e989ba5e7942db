using System.CommandLine;
using Coalmine.Cli.Terminals;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Workbench.Detectability;
using Coalmine.Workbench.Pairings;
using Coalmine.Workbench.Pictures;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Replications;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine power</c>: what can be seen by when.</summary>
internal sealed class PowerCommand
{
    private const long UsualReplications = 400;
    private const string About = "Say what can be seen by when: sample size, detectable effect, time to detect; of a policy's whole schedule too.";

    private const string Details =
        """
        With numbers: how long until one weight shows that a metric is so much worse, by a test that may look again
        and again, and beside it by one that looks once at the right moment (the price of looking); then the smallest
        effect that is seen by each time. Writes power.csv and power.png.
        With a policy of ours and a scenario: for each check, what it can see by the end of each step and at all
        (weights, durations, looks, minimum, extensions, late labels, its part of the risk), and whether it can see
        what is wrong in this world. Writes power.csv. --simulate runs rollouts beside it and counts.

        Numbers are computed, not simulated, with a stated accuracy: 0.02 for probabilities, one look and 5 % for
        times, for independent requests; where ten events or fewer decide, the text says so: simulate.

        Examples:
          coalmine power --rps 20 --weight 10% --metric accuracy --rate 96% --by 1pp
          coalmine power --rps 20 --weight 10% --metric accuracy --rate 96% --by 1pp --labels 20% --delay 10m,1h
          coalmine power --rps 200 --weight 5% --metric errors --rate 0.5% --by 50% --method group-sequential
          coalmine power scenarios/policies/guide-table-sequential.yaml --against scenarios/catalogue/silent-accuracy-drop.yaml
          coalmine power my-policy.yaml --against my-scenario.yaml --simulate --replications 1000
        """;

    private readonly Argument<string?> _policy = new("POLICY") { Description = "A policy of ours; or the numbers below.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _against = new("--against") { Description = "The scenario that the policy meets.", HelpName = "SCENARIO" };
    private readonly Option<double?> _power = NumberOptions.Share("--power", "With what probability it is to be seen; 80% otherwise.", 0, 1);
    private readonly PowerNumbers _numbers = new();
    private readonly Option<bool> _simulate = new("--simulate") { Description = "With a policy: run rollouts as well, and count." };
    private readonly Option<long> _replications = NumberOptions.Whole("--replications", "Rollouts with --simulate; 400 otherwise.", 1, 1_000_000);
    private readonly Option<ulong> _seed = NumberOptions.Seed();
    private readonly Option<string?> _out = new("--out") { Description = "Folder for table and picture; otherwise out/power.", HelpName = "DIR" };
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON in place of the text." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        PowerCommand power = new();
        Command command = new("power", About) { power._policy, power._against };
        foreach (Option option in power._numbers.All)
            command.Options.Add(option);
        foreach (Option option in (Option[])[power._power, power._simulate, power._replications, power._seed, power._out, power._json])
            command.Options.Add(option);
        command.SetAction(power.Run);
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        Loading loading = new();
        double power = parsed.GetValue(_power) ?? 0.8;
        string? policy = parsed.GetValue(_policy);
        string? against = parsed.GetValue(_against);
        string[] numbers = [.. _numbers.Given(parsed)];
        if (policy is null && against is null)
            return Numbers(parsed, power, loading);
        if (policy is null || against is null)
            loading.Refuse(policy is null ? "--against is for a policy; give one, or numbers only" : "a policy needs a world; give --against SCENARIO");
        else if (numbers.Length > 0)
            loading.Refuse($"the policy and the scenario say it already; leave {string.Join(", ", numbers)} out");
        else if (Loading.Manifest(policy) is not null)
            loading.Refuse($"{policy} is another system's manifest: its checks compare points and state no risk, so that there is no power to compute; "
                + $"`coalmine study {CommandWords.Path(against)} {CommandWords.Path(policy)}` counts what it sees");
        return loading.ExitCode != ExitCode.Success ? loading.ExitCode : Policy(parsed, policy!, against!, power, loading);
    }

    private int Numbers(ParseResult parsed, double power, Loading loading)
    {
        if (_numbers.Question(parsed, power, loading) is not { } question)
            return loading.ExitCode;
        PowerAnswer answer = PowerComputation.Of(question);
        bool json = parsed.GetValue(_json);
        if (json)
        {
            using Stream output = Terminal.OpenOutput();
            PowerJson.Write(answer, output);
        }
        else
        {
            new StoryPrinter().Print(PowerText.Of(answer));
        }

        Outputs outputs = new(Folder(parsed));
        outputs.Write("power.csv", stream => PowerCsv.Write(answer, stream));
        outputs.Write("power.png", stream => stream.Write(PowerPicture.Draw(answer)));
        return Say(outputs, json);
    }

    private int Policy(ParseResult parsed, string policy, string against, double power, Loading loading)
    {
        PolicyFile? file = loading.PolicyFile(policy);
        LoadedScenario? scenario = loading.Scenario(against, null);
        if (file is null || scenario is null || loading.Bind(scenario, new NativePolicy(file)) is not { } pairing)
            return loading.ExitCode;
        if (BoundPolicy.Bind(file.Policy, scenario.World.Shape) is not PolicyBinding.Bound { Policy: var bound })
            throw new System.Diagnostics.UnreachableException();
        PolicySight sight = PolicyDetectability.Of(bound, scenario, power);
        using Interruption interruption = new();
        SimulatedSight? simulated = parsed.GetValue(_simulate) ? Simulated(parsed, pairing, scenario, file, interruption.Token) : null;
        bool json = parsed.GetValue(_json);
        if (json)
        {
            using Stream output = Terminal.OpenOutput();
            PowerJson.Write(sight, simulated, output);
        }
        else
        {
            new StoryPrinter().Print(SightText.Of(sight, simulated));
        }

        Outputs outputs = new(Folder(parsed));
        outputs.Write("power.csv", stream => PowerCsv.Write(sight, stream));
        int written = Say(outputs, json);
        return interruption.ExitCode != ExitCode.Success ? interruption.ExitCode : written;
    }

    private SimulatedSight? Simulated(ParseResult parsed, Pairing pairing, LoadedScenario scenario, PolicyFile file, CancellationToken cancelled)
    {
        Study study = new()
        {
            Scenarios = [new StudyScenario(scenario.Facts, [pairing.ForStudy()])],
            Seed = parsed.GetValue(_seed),
            Maximum = parsed.GetValue(_replications) is > 0 and var asked ? asked : UsualReplications,
        };
        using ProgressPrinter progress = new();
        StudyResult result = StudyRunner.Run(study, Environment.ProcessorCount, progress, cancelled);
        progress.Finish(result);
        return result.Rollouts == 0 ? null : SimulatedSight.Of(result.Scenarios[0].Tallies[0], file.Policy.Checks.Length);
    }

    private string Folder(ParseResult parsed) => parsed.GetValue(_out) ?? Path.Combine("out", "power");

    private static int Say(Outputs outputs, bool json)
    {
        if (!json)
            foreach (string file in outputs.Written)
                StoryPrinter.Print($"wrote {file}");
        return outputs.ExitCode;
    }
}
