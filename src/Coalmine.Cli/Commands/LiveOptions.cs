using System.CommandLine;
using System.Security.Cryptography;
using Coalmine.Cli.Terminals;
using Coalmine.Live.Files;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Prometheus;
using Coalmine.Live.Traffic;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Plan;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Cli.Commands;

/// <summary>What the commands against a cluster have in common: their file, and how the cluster is reached.</summary>
internal sealed class LiveOptions
{
    /// <summary>The kubeconfig.</summary>
    public Option<string?> Kubeconfig { get; } = new("--kubeconfig")
    {
        Description = "The kubeconfig; otherwise KUBECONFIG, ~/.kube/config, or the pod's service account.",
        HelpName = "FILE",
    };

    /// <summary>The context.</summary>
    public Option<string?> Context { get; } = new("--context") { Description = "The kubeconfig's context; otherwise its current one.", HelpName = "NAME" };

    /// <summary>Reads the settings; null when they were refused, which is said.</summary>
    public static LiveSettings? Load(string file)
    {
        ReadResult<LiveSettings> read = FileReader.Read(file).Then(LiveSettingsReader.Read);
        new Terminals.Diagnostics().Print(read.Said);
        return (read as ReadResult<LiveSettings>.Read)?.Value;
    }

    /// <summary>Reads settings of kind Follow with their policy; null when one was refused, which is said.</summary>
    public static FollowSettings? LoadFollow(string file)
    {
        ReadResult<FollowSettings> read = FileReader.Read(file).Then(FollowSettingsReader.Read);
        new Terminals.Diagnostics().Print(read.Said);
        if (read is not ReadResult<FollowSettings>.Read { Value: FollowSettings settings })
            return null;
        ReadResult<(PolicyFile Policy, string Text)> policy = FollowPlanner.ReadPolicy(settings);
        new Terminals.Diagnostics().Print(policy.Said);
        return policy is ReadResult<(PolicyFile Policy, string Text)>.Read ? settings : null;
    }

    /// <summary>Reads the settings' policy; null when it was refused, which is said.</summary>
    public static Policy? LoadPolicy(LiveSettings settings)
    {
        ReadResult<(PolicyFile Policy, string Text)> read = PolicyPlanner.ReadPolicy(settings);
        new Terminals.Diagnostics().Print(read.Said);
        return (read as ReadResult<(PolicyFile Policy, string Text)>.Read)?.Value.Policy.Policy;
    }

    /// <summary>A client for the metrics server; null where its certificates cannot be read, which is said.</summary>
    public static PrometheusClient? Metrics(LiveSettings settings) => Metrics(settings.Prometheus);

    /// <summary>A client for a metrics server; null where its certificates cannot be read, which is said.</summary>
    public static PrometheusClient? Metrics(PrometheusConnection connection)
    {
        try
        {
            return new PrometheusClient(connection, TimeProvider.System);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException)
        {
            Terminal.Error.WriteLine($"coalmine: the certificates of the metrics server cannot be read: {problem.Message}");
            return null;
        }
    }

    /// <summary>The settings with the Deployments behind a route, where they are not named and can be found; what was found is said.</summary>
    public static async ValueTask<LiveSettings> WithWorkloadsAsync(
        LiveSettings settings, ClusterClient client, RolloutPrinter printer, CancellationToken cancellation)
    {
        WorkloadFinding found = await new WorkloadFinder(client).FindAsync(settings.Target, cancellation).ConfigureAwait(false);
        if (found.Said is { } said)
            await printer.ToldAsync(TimeProvider.System.GetUtcNow(), said, cancellation).ConfigureAwait(false);
        return settings with { Target = found.Target };
    }

    /// <summary>Connects; null when that was refused, which is said.</summary>
    public ClusterClient? Connect(ParseResult parsed)
    {
        try
        {
            return new ClusterClient(ClusterConnection.Find(parsed.GetValue(Kubeconfig), parsed.GetValue(Context)), TimeProvider.System);
        }
        catch (ClusterConnectionException problem)
        {
            Terminal.Error.WriteLine($"coalmine live: {problem.Message}");
            return null;
        }
    }
}
