using System.CommandLine;
using Coalmine.Cli.Terminals;
using Coalmine.Live.Driving;
using Coalmine.Live.Operating.Telemetry;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine live observe</c>: what our policy would do in a rollout that somebody else drives.</summary>
internal sealed class LiveObserveCommand
{
    private const string About = "Follow a rollout that somebody else drives, and say at each look what the policy would do there.";

    private const string Details =
        """
        FILE (`kind: Follow`; `coalmine schema follow`) names an Argo Rollout, a Flagger Canary or a serving target whose weight
        somebody shifts, the metrics server and a policy of Coalmine's own. The cluster is only read: a role that may `get` the
        object is enough. If nothing is rolled out, it waits until something is; it ends when the rollout ends.

        Each weight that is seen begins a step, judged by the rules of the plan's last step that gives the canary no more. The
        journal holds every look (`coalmine replay` makes its decisions again); after a stop the same command goes on.

        Ends with 0 where its driver promoted the canary, 10 where it rolled back, 2 for wrong files or metrics that the policy
        cannot be asked of, 130 or 143 where it was interrupted.

        Examples:
          coalmine live observe scenarios/manifests/live/argo-follow.yaml
          coalmine live observe follow.yaml --context production --json
        """;

    private readonly Argument<string> _file = new("FILE") { Description = "The settings, of kind Follow." };
    private readonly Option<string?> _journal = new("--journal") { Description = "Folder of the journals, in place of the file's.", HelpName = "DIR" };
    private readonly Option<bool> _json = new("--json") { Description = "Print a JSON object a line." };
    private readonly Option<bool> _log = new("--log") { Description = "Write structured logs, a JSON object a line, to the error stream." };
    private readonly LiveOptions _options = new();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        LiveObserveCommand observe = new();
        Command command = new("observe", About)
        {
            observe._file, observe._options.Kubeconfig, observe._options.Context, observe._journal, observe._json, observe._log,
        };
        command.SetAction(parsed => observe.RunAsync(parsed).GetAwaiter().GetResult());
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        if (LiveOptions.LoadFollow(parsed.GetRequiredValue(_file)) is not { } settings || _options.Connect(parsed) is not { } client)
            return ExitCode.BadInput;
        settings = settings with { JournalFolder = parsed.GetValue(_journal) ?? settings.JournalFolder };
        using Interruption interruption = new();
        RolloutPrinter printer = new(parsed.GetValue(_json), TimeProvider.System);
        using LiveLog? log = parsed.GetValue(_log) ? LiveLog.ToErrorStream(settings.Name) : null;
        using (client)
        using (FollowSession session = new(settings, client, log is null ? printer : new Witnesses(printer, log)))
        {
            LiveEnd end = await session.Follower.FollowOneAsync(interruption.Token).ConfigureAwait(false);
            printer.Print(TimeProvider.System.GetUtcNow(), "end", "", end.Text);
            return end switch
            {
                { Kind: LiveEndKind.Finished, Outcome: RolloutOutcome.Promoted } => ExitCode.Success,
                { Kind: LiveEndKind.Finished } => ExitCode.RolledBack,
                { Kind: LiveEndKind.Stopped } => interruption.ExitCode,
                _ => ExitCode.BadInput,
            };
        }
    }
}
