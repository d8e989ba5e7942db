using System.CommandLine;
using System.Net.Sockets;
using Coalmine.Cli.Terminals;
using Coalmine.Live.Driving;
using Coalmine.Live.Driving.Records;
using Coalmine.Live.Files;
using Coalmine.Live.Hooks;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Operating;
using Coalmine.Live.Operating.Telemetry;
using Coalmine.Live.Prometheus;
using Coalmine.Live.Seam;
using Coalmine.Live.Traffic;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine live drive</c>: carries a policy out against a cluster.</summary>
internal sealed class LiveDriveCommand
{
    private const string About = "Carry a policy out against a cluster: shift the canary's traffic step by step, and roll it back when its checks fail.";

    private const string Details =
        """
        FILE (`kind: Live`; `coalmine schema live`) names the target, the metrics server, the policy and the namespaces that may be
        written to. Nothing is written without --yes-drive; --dry-run has the API server check every write of the plan, and
        prints what each would change.

        The journal (`journal:` in FILE, or --journal) holds each decision before it is carried out. After a crash or a stop the
        same command goes on where it stopped, by the policy that the rollout began with; a copy in the ConfigMap coalmine-NAME lets
        another pod do so. One driver at a time: a lease, and its number on every write. What somebody else changes at the target
        is never written over: the rollout pauses and says so (`coalmine live say resume`); a rollback takes the traffic away
        all the same. SIGTERM and Ctrl-C keep the weight and say so (`onStop: hold`), or take it away first (`onStop: rollback`).

        With `port:` in FILE it shows /healthz, /readyz, /metrics and /status there; --log writes structured logs to the error stream.

        Ends with 0 where the canary was promoted, 10 where it was rolled back, 3 where nothing was decided here (another driver has the
        target or ended the rollout meanwhile, or it could not be begun on the target), 2 for wrong files, 130 or 143 where it was interrupted.

        Examples:
          coalmine live drive live.yaml --dry-run
          coalmine live drive live.yaml --yes-drive
          coalmine live drive live.yaml --yes-drive --context production --json
        """;

    private readonly Argument<string> _file = new("FILE") { Description = "The settings, of kind Live." };
    private readonly Option<bool> _yes = new("--yes-drive") { Description = "Write to the cluster. Nothing is written without it." };
    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Have the server check each write of the plan, print what it would change, and end.",
    };

    private readonly Option<string?> _journal = new("--journal") { Description = "Folder of the journals, in place of the file's.", HelpName = "DIR" };
    private readonly Option<bool> _json = new("--json") { Description = "Print a JSON object a line." };
    private readonly Option<bool> _log = new("--log") { Description = "Write structured logs, a JSON object a line, to the error stream." };
    private readonly LiveOptions _options = new();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        LiveDriveCommand drive = new();
        Command command = new("drive", About)
        {
            drive._file, drive._yes, drive._dryRun, drive._options.Kubeconfig, drive._options.Context, drive._journal, drive._json,
            drive._log,
        };
        command.SetAction(parsed => drive.RunAsync(parsed).GetAwaiter().GetResult());
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        if (parsed.GetValue(_yes) == parsed.GetValue(_dryRun))
        {
            Terminal.Error.WriteLine("coalmine live drive: nothing is written without a word: give --dry-run to see what would be, or --yes-drive to drive");
            return ExitCode.BadInput;
        }

        if (LiveOptions.Load(parsed.GetRequiredValue(_file)) is not { } settings)
            return ExitCode.BadInput;
        settings = settings with { JournalFolder = parsed.GetValue(_journal) ?? settings.JournalFolder };
        ReadResult<(PolicyFile Policy, string Text)> policy = PolicyPlanner.ReadPolicy(settings);
        new Terminals.Diagnostics().Print(policy.Said);
        if (policy is not ReadResult<(PolicyFile Policy, string Text)>.Read { Value: var (file, _) } || _options.Connect(parsed) is not { } client)
            return ExitCode.BadInput;
        using Interruption interruption = new();
        using CancellationTokenSource stop = new();

        // On another thread: the rollout's loop goes on within the cancellation, and a second signal must still be heard.
        using CancellationTokenRegistration heard = interruption.Token.Register(() => _ = Task.Run(stop.Cancel));
        RolloutPrinter printer = new(parsed.GetValue(_json), TimeProvider.System);
        using (client)
        {
            try
            {
                int code = parsed.GetValue(_dryRun)
                    ? await CheckAsync(settings, file, client, printer, stop.Token).ConfigureAwait(false)
                    : await DriveAsync(settings, client, new LiveWitnesses(printer, settings, parsed.GetValue(_log)), stop.Token).ConfigureAwait(false);
                return code == ExitCode.Undecided && interruption.ExitCode != ExitCode.Success ? interruption.ExitCode : code;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return interruption.ExitCode;
            }
        }
    }

    private static async Task<int> CheckAsync(
        LiveSettings settings, PolicyFile policy, ClusterClient client, RolloutPrinter printer, CancellationToken stop)
    {
        TrafficControl traffic = new(client, settings.Target, TimeProvider.System);
        TrafficReading target = await traffic.ReadAsync(stop).ConfigureAwait(false);
        if (target.Problem.Length > 0)
        {
            Terminal.Error.WriteLine($"coalmine live drive: {target.Problem}");
            return ExitCode.BadInput;
        }

        bool isRefused = false;
        foreach ((string write, TrafficWrite answer) in await new DryRun(traffic, target.Fence + 1).CheckAsync(policy.Policy.Plan, stop).ConfigureAwait(false))
        {
            isRefused |= answer is not TrafficWrite.Applied;
            string text = answer switch
            {
                TrafficWrite.Applied { Difference.Length: 0 } => "changes nothing",
                TrafficWrite.Applied applied => applied.Difference.ReplaceLineEndings("; "),
                TrafficWrite.Refused refused => $"refused: {refused.Text}",
                TrafficWrite.Unavailable unavailable => $"cannot be told: {unavailable.Text}",
                _ => "another driver has the target",
            };
            printer.Print(TimeProvider.System.GetUtcNow(), "dry-run", "", $"{write}: {text}");
        }

        return isRefused ? ExitCode.BadInput : ExitCode.Success;
    }

    private static async Task<int> DriveAsync(LiveSettings settings, ClusterClient client, LiveWitnesses own, CancellationToken stop)
    {
        using (own)
        {
            OperatingPort? port;
            try
            {
                port = await own.OpenPortAsync(stop).ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is IOException or SocketException)
            {
                Terminal.Error.WriteLine($"coalmine live drive: cannot listen on {settings.Port?.Address}, port {settings.Port?.Port}: {problem.Message}");
                return ExitCode.BadInput;
            }

            await using (port)
                return await DriveAsync(settings, client, own.Printer, own, stop).ConfigureAwait(false);
        }
    }

    private static async Task<int> DriveAsync(
        LiveSettings settings, ClusterClient client, RolloutPrinter printer, LiveWitnesses own, CancellationToken stop)
    {
        TimeProvider time = TimeProvider.System;
        TrafficControl traffic = new(client, settings.Target, time);
        LeaseTerms terms = TermsOf(settings);
        DriverStart start = await DriverStart.LookAsync(
            token => LeaseSight.LookAsync(client, terms, token), traffic, settings.Rules, time, stop).ConfigureAwait(false);
        LeaseKeeper keeper = new(client, terms with { LeastFence = start.Target.Fence + 1 }, time);
        printer.Print(time.GetUtcNow(), "note", "", $"waits for lease {settings.Target.Namespace}/coalmine-{settings.Name}");
        (HeldLease? lease, string problem) = await HeldLease.AcquireAsync(keeper, stop).ConfigureAwait(false);
        if (lease is null)
        {
            Terminal.Error.WriteLine($"coalmine live drive: no lease: {problem}");
            return ExitCode.BadInput;
        }

        await using (lease)
        {
            using PrometheusClient? prometheus = LiveOptions.Metrics(settings);
            if (prometheus is null)
                return ExitCode.BadInput;
            using HttpHookCaller hooks = new(settings.Hooks, time);
            StateMap map = new(client, settings.Target.Namespace, settings.Name);
            await using HookWitness told = new(hooks, settings.Name);
            Witnesses witnesses = new([.. own.All, new ClusterWitness(new EventRecorder(client, time), traffic.Resource), told]);
            using JournalFile journal = new(settings.JournalFolder, settings.Name);
            LiveWorld world = new()
            {
                Pipeline = shape => new PrometheusPipeline(prometheus, settings.Series, shape, time),
                Traffic = new CountedTraffic(traffic, own.Telemetry),
                Hooks = hooks,
                Store = settings.KeepsConfigMap ? new HandedOverJournal(journal, map, (lease, witnesses, time)) : journal,
                Lease = lease,
                Desk = map,
                Witness = witnesses,
                Time = time,
            };
            PolicyPlanner planner = new(settings, new MetricsDiscovery(prometheus, settings.Series, time), time);
            LiveDriver driver = new(world, settings.Rules, planner, settings.Name) { OthersFrom = start.OthersFrom };
            (own.Telemetry.Standing, own.Telemetry.IsLeaseHeld) = (() => driver.Rollout?.Standing, () => lease.IsHeld);
            LiveEnd end = await driver.DriveAsync(stop).ConfigureAwait(false);
            printer.Print(time.GetUtcNow(), "end", "", end.Text);
            return CodeOf(end);
        }
    }

    private static LeaseTerms TermsOf(LiveSettings settings) => new()
    {
        Namespace = settings.Target.Namespace,
        Name = $"coalmine-{settings.Name}",
        Holder = FormattableString.Invariant($"{Environment.MachineName}-{Environment.ProcessId}-{Environment.TickCount64}"),
        Duration = settings.Lease.Duration,
        RenewDeadline = settings.Lease.RenewWithin,
        RetryPeriod = settings.Lease.Every,
    };

    private static int CodeOf(LiveEnd end) => end switch
    {
        { Kind: LiveEndKind.Finished, Outcome: RolloutOutcome.Promoted } => ExitCode.Success,
        { Kind: LiveEndKind.Finished } => ExitCode.RolledBack,
        { Kind: LiveEndKind.NotDriven, Outcome: not RolloutOutcome.Open } => ExitCode.RolledBack,
        _ => ExitCode.Undecided,
    };
}
