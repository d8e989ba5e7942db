using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using Coalmine.Cli.Terminals;
using Coalmine.Live.Files;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Operating.Examination;
using Coalmine.Live.Prometheus;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine live doctor</c>: looks at everything beforehand.</summary>
internal sealed class LiveDoctorCommand
{
    private const string About = "Look at everything that a rollout will need, before there is one, and say what to mend.";

    private const string Details =
        """
        Looks at the files, the kinds and rights in the cluster (all that are missing are told together), the target and who else
        steers it, the lease, an earlier rollout's record, the metrics (samples of each arm, labels, bucket bounds against limits,
        scrape interval against looks and windows, clocks), the hooks' names, and has the API server check the first step without
        carrying it out. Calls no hook, and changes nothing.

        Ends with 0 where nothing stands in the way (there may be warnings), 2 where something does.

        Examples:
          coalmine live doctor live.yaml
          coalmine live doctor live.yaml --json --context production
        """;

    private readonly Argument<string> _file = new("FILE") { Description = "The file of kind Live." };
    private readonly Option<bool> _json = new("--json") { Description = "Print a JSON array of findings." };
    private readonly LiveOptions _options = new();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        LiveDoctorCommand doctor = new();
        Command command = new("doctor", About) { doctor._file, doctor._options.Kubeconfig, doctor._options.Context, doctor._json };
        command.SetAction(parsed => doctor.RunAsync(parsed).GetAwaiter().GetResult());
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        if (LiveOptions.Load(parsed.GetRequiredValue(_file)) is not { } settings || LiveOptions.LoadPolicy(settings) is not { } policy)
            return ExitCode.BadInput;
        if (_options.Connect(parsed) is not { } client)
            return ExitCode.BadInput;
        using (client)
            return await ExamineAsync(settings, policy, client, parsed.GetValue(_json)).ConfigureAwait(false);
    }

    private static async Task<int> ExamineAsync(LiveSettings settings, Policy policy, ClusterClient client, bool isJson)
    {
        using Interruption interruption = new();
        using PrometheusClient? prometheus = LiveOptions.Metrics(settings);
        ImmutableArray<Message> findings =
            await new LiveDoctor(client, settings, policy, TimeProvider.System).ExamineAsync(prometheus, interruption.Token).ConfigureAwait(false);
        if (isJson)
            StoryPrinter.Print(new JsonArray([.. findings.Select(finding => (JsonNode)new JsonObject
            {
                ["id"] = finding.Id,
                ["severity"] = Word(finding.Severity),
                ["text"] = finding.Text,
            })]).ToJsonString());
        else
            Print(findings);
        return prometheus is null || findings.Any(finding => finding.Severity == Severity.Error) ? ExitCode.BadInput : ExitCode.Success;
    }

    private static void Print(ImmutableArray<Message> findings)
    {
        foreach (Message finding in findings)
            StoryPrinter.Print($"{Word(finding.Severity),-8} {finding.Id}  {finding.Text}");
        int errors = findings.Count(finding => finding.Severity == Severity.Error);
        int warnings = findings.Count(finding => finding.Severity == Severity.Warning);
        StoryPrinter.Print(errors > 0
            ? FormattableString.Invariant($"{errors} of these stand in the way of a rollout, {warnings} are worth a look")
            : FormattableString.Invariant($"nothing stands in the way of a rollout; {warnings} are worth a look"));
    }

    private static string Word(Severity severity) => severity == Severity.Error ? "error" : severity == Severity.Warning ? "warning" : "ok";
}
