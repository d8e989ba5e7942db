using System.CommandLine;
using Coalmine.Cli.Terminals;
using Coalmine.Live.Files;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Seam;
using Coalmine.Live.Traffic.Foreign;

namespace Coalmine.Cli.Commands;

/// <summary><c>coalmine live order</c>: an explicit order to Argo Rollouts.</summary>
internal sealed class LiveOrderCommand
{
    private const string About = "Give an Argo Rollout an order: promote, promote-in-full, abort, pause, resume or retry.";

    private const string Details =
        """
        FILE (`kind: Follow`) names the Rollout. The order is what `kubectl argo rollouts` would send, conditional on the version
        read: a Rollout that has gone on meanwhile is left alone. Nothing is written without --yes-order, and only in the
        namespaces that FILE lists under `namespaces`; --dry-run has the API server check the order, and prints it.

        Examples:
          coalmine live order abort follow.yaml --dry-run
          coalmine live order promote follow.yaml --yes-order
        """;

    private static readonly (string Word, ArgoOrder Order)[] _orders =
    [
        ("promote", ArgoOrder.Promote), ("promote-in-full", ArgoOrder.PromoteInFull), ("abort", ArgoOrder.Abort),
        ("pause", ArgoOrder.Pause), ("resume", ArgoOrder.Resume), ("retry", ArgoOrder.Retry),
    ];

    private readonly Argument<string> _word = new("ORDER") { Description = "promote, promote-in-full, abort, pause, resume or retry." };
    private readonly Argument<string> _file = new("FILE") { Description = "The settings, of kind Follow." };
    private readonly Option<bool> _yes = new("--yes-order") { Description = "Write to the cluster. Nothing is written without it." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Have the server check the order, and print it." };
    private readonly LiveOptions _options = new();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        LiveOrderCommand order = new();
        order._word.AcceptOnlyFromAmong([.. _orders.Select(known => known.Word)]);
        Command command = new("order", About) { order._word, order._file, order._yes, order._dryRun, order._options.Kubeconfig, order._options.Context };
        command.SetAction(parsed => order.RunAsync(parsed).GetAwaiter().GetResult());
        DetailedHelp.Describe(command, Details);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed)
    {
        if (parsed.GetValue(_yes) == parsed.GetValue(_dryRun))
            return Refuse("nothing is written without a word: give --dry-run to see the order, or --yes-order to give it");
        if (LiveOptions.LoadFollow(parsed.GetRequiredValue(_file)) is not { } settings)
            return ExitCode.BadInput;
        if (settings.Followed is not FollowedObject.ArgoRollout rollout)
            return Refuse($"{settings.File} follows no Argo Rollout; orders are given to those");
        if (!settings.Namespaces.Contains(rollout.Namespace))
            return Refuse($"namespace '{rollout.Namespace}' is not listed under `namespaces` of {settings.File}, which says where orders may be given");
        if (_options.Connect(parsed) is not { } client)
            return ExitCode.BadInput;
        using (client)
        {
            ArgoOrder order = _orders.First(known => known.Word == parsed.GetValue(_word)).Order;
            return await OrderAsync(client, rollout, order, parsed.GetValue(_dryRun)).ConfigureAwait(false);
        }
    }

    private static async Task<int> OrderAsync(ClusterClient client, FollowedObject.ArgoRollout rollout, ArgoOrder order, bool dryRun)
    {
        ArgoRollouts rollouts = new(client);
        (ArgoReading? reading, ClusterAnswer answer) = await rollouts.ReadAsync(rollout.Namespace, rollout.Name, CancellationToken.None).ConfigureAwait(false);
        if (reading is null)
            return Refuse(answer.Text);
        TrafficWrite write = await rollouts.OrderAsync(rollout.Namespace, rollout.Name, reading, order, dryRun, CancellationToken.None).ConfigureAwait(false);
        switch (write)
        {
            case TrafficWrite.Applied applied:
                StoryPrinter.Print(applied.Difference.Length == 0 ? "nothing to do: the Rollout is so already" : applied.Difference);
                return ExitCode.Success;
            case TrafficWrite.Refused refused:
                return Refuse(refused.Text);
            case TrafficWrite.Unavailable unavailable:
                return Refuse($"not given: {unavailable.Text}");
            default:
                return Refuse("not given: the Rollout has gone on since it was read; look at it and order again");
        }
    }

    private static int Refuse(string problem)
    {
        Terminal.Error.WriteLine($"coalmine live order: {problem}");
        return ExitCode.BadInput;
    }
}
