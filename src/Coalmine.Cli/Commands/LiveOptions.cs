using System.CommandLine;
using Coalmine.Cli.Terminals;
using Coalmine.Live.Files;
using Coalmine.Live.Kubernetes;
using Coalmine.Manifests.Diagnostics;
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
