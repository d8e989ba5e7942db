using System.CommandLine;
using Coalmine.Cli.Terminals;
using Coalmine.Live.Operating.Standings;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine live status</c>: how a rollout stands, asked from outside.</summary>
internal sealed class LiveStatusCommand
{
    private const string About = "Show how a rollout stands: weight, evidence, what is missing, what comes next, and who drives.";

    private const string Details =
        """
        Reads the target and the lease from the cluster, and the rollout from the journal's folder or from its copy in the ConfigMap
        coalmine-NAME, whichever tells more. Changes nothing, and needs no driver to be running. The evidence is in the words of the
        last look: each check's interval against its limit or margin, and how much more is needed.

        Ends with 0 where there is a rollout, 3 where there is none, 2 where it cannot be told.

        Examples:
          coalmine live status live.yaml
          coalmine live status live.yaml --json --context production
        """;

    private readonly Argument<string> _file = new("FILE") { Description = "The file of kind Live that the rollout is driven by." };
    private readonly Option<bool> _json = new("--json") { Description = "Print a JSON object." };
    private readonly LiveOptions _options = new();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        LiveStatusCommand status = new();
        Command command = new("status", About) { status._file, status._options.Kubeconfig, status._options.Context, status._json };
        command.SetAction(parsed => status.RunAsync(parsed).GetAwaiter().GetResult());
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        if (LiveOptions.Load(parsed.GetRequiredValue(_file)) is not { } settings || _options.Connect(parsed) is not { } client)
            return ExitCode.BadInput;
        using Interruption interruption = new();
        using (client)
        {
            LiveStatus status = await new StatusReader(client, settings, TimeProvider.System).ReadAsync(interruption.Token).ConfigureAwait(false);
            if (parsed.GetValue(_json))
                StoryPrinter.Print(StatusJson.Of(status).ToJsonString());
            else
                foreach (string line in StatusText.Of(status, settings.Name))
                    StoryPrinter.Print(line);
            return status switch
            {
                { Problem.Length: > 0 } or { Target: { Problem.Length: > 0, IsMissing: false } } => ExitCode.BadInput,
                { Standing: null } => ExitCode.Undecided,
                _ => ExitCode.Success,
            };
        }
    }
}
