using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Coalmine.Cli.Terminals;
using Coalmine.Live.Operating.Watching;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine live dashboard</c> and <c>coalmine live alerts</c>: what people look at beside a rollout.</summary>
internal sealed class LiveWatchCommand
{
    private const string DashboardDetails =
        """
        FILE is of kind Live: it names the policy and where the metrics are found. A policy alone will do: then Seldon's names of a
        deployment called as its file are taken, or those of --metrics, and the dashboard's description says which. Panels: the canary's
        share as asked for, written, routed and served, requests, decisions, the driver itself, and one for each metric that the policy
        checks, with its limit as threshold and what the baseline allows. The data source is a variable, so that the file can be
        imported anywhere.

        Examples:
          coalmine live dashboard live.yaml --out fraud-dashboard.json
          coalmine live dashboard scenarios/policies/cautious.yaml --metrics '{ platform: istio, namespace: models }'
        """;

    private const string AlertsDetails =
        """
        FILE is of kind Live: it names the policy and where the metrics are found. A policy alone will do: then Seldon's names of a
        deployment called as its file are taken, or those of --metrics, and comments at the top say which. Alerts: the canary beyond each
        limit or margin of the policy, whatever Coalmine says of it; and Coalmine itself: nobody drives although the canary has
        traffic, no data, paused, target edited, journal not written, writes that fail, a rollback that the routers do not follow.

        A Prometheus operator loads only rules that its ruleSelector matches: give it the label with --label. --plain writes the
        rule file of a Prometheus without operator.

        Examples:
          coalmine live alerts live.yaml --label release=prometheus --out fraud-alerts.yaml
          coalmine live alerts live.yaml --plain
        """;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Argument<string> _file = new("FILE") { Description = "The file of kind Live, or a policy." };
    private readonly Option<string?> _metrics = new("--metrics")
    {
        Description = "Of a policy: where its metrics are found, as `metrics:` of a file of kind Live has it.",
        HelpName = "NAMES",
    };

    private readonly Option<string?> _out = new("--out") { Description = "File to write; otherwise it is printed.", HelpName = "FILE" };
    private readonly Option<bool> _plain = new("--plain") { Description = "A rule file of Prometheus in place of a PrometheusRule." };
    private readonly Option<string[]> _labels = new("--label") { Description = "A label of the PrometheusRule; may be repeated.", HelpName = "KEY=VALUE" };

    /// <summary><c>coalmine live dashboard</c>.</summary>
    public static Command CreateDashboard()
    {
        LiveWatchCommand watch = new();
        Command command = new("dashboard", "Write a Grafana dashboard of a policy.") { watch._file, watch._metrics, watch._out };
        command.SetAction(parsed => watch.Run(parsed, watched => Dashboard.Of(watched).ToJsonString(Indented) + "\n"));
        DetailedHelp.Describe(command, DashboardDetails);
        return command;
    }

    /// <summary><c>coalmine live alerts</c>.</summary>
    public static Command CreateAlerts()
    {
        LiveWatchCommand watch = new();
        Command command = new("alerts", "Write the alerts that a person would want beside a policy, as a PrometheusRule.")
        {
            watch._file, watch._metrics, watch._out, watch._plain, watch._labels,
        };
        watch._labels.Validators.Add(result =>
        {
            foreach (string label in result.Tokens.Select(token => token.Value).Where(label => label.IndexOf('=', StringComparison.Ordinal) < 1))
                result.AddError($"--label {label}: write KEY=VALUE, such as release=prometheus");
        });
        command.SetAction(parsed => watch.Run(parsed, watched =>
        {
            ImmutableArray<AlertRule> rules = AlertRules.Of(watched.Policy, watched.Names, watched.Name);
            return parsed.GetValue(watch._plain)
                ? RuleFile.Plain(rules, watched.Name, watched.About)
                : RuleFile.Manifest(rules, watched.Name, watch.Labels(parsed), watched.About);
        }));
        DetailedHelp.Describe(command, AlertsDetails);
        return command;
    }

    private ImmutableArray<KeyValuePair<string, string>> Labels(ParseResult parsed) =>
        [.. (parsed.GetValue(_labels) ?? []).Select(label => label.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1]))];

    private int Run(ParseResult parsed, Func<WatchedRollout, string> write)
    {
        string metrics = parsed.GetValue(_metrics) ?? "";
        ReadResult<WatchedRollout> read = FileReader.Read(parsed.GetRequiredValue(_file)).Then(document => WatchedRollout.Read(document, metrics));
        new Terminals.Diagnostics().Print(read.Said);
        if (read is not ReadResult<WatchedRollout>.Read { Value: WatchedRollout watched })
            return ExitCode.BadInput;
        byte[] text = Encoding.UTF8.GetBytes(write(watched));
        if (parsed.GetValue(_out) is not { } file)
        {
            using Stream output = Terminal.OpenOutput();
            output.Write(text);
            return ExitCode.Success;
        }

        Outputs outputs = new(Path.GetDirectoryName(file) is { Length: > 0 } folder ? folder : ".");
        outputs.Write(Path.GetFileName(file), stream => stream.Write(text));
        foreach (string written in outputs.Written)
            StoryPrinter.Print($"wrote {written}");
        return outputs.ExitCode;
    }
}
