using Coalmine.Conformance.EndToEnd;
using Coalmine.Conformance.EndToEnd.Serving;
using Coalmine.Testing.Prometheus;

namespace Coalmine.Conformance.LiveDemo;

/// <summary>A canary rollout to try <c>coalmine live</c> on without a cluster: everything around the driver runs here, on loopback.</summary>
internal static class DemoCommand
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs until Ctrl-C.</summary>
    /// <exception cref="RefusedException">There is no Prometheus.</exception>
    public static int Run(DemoOptions options, TextWriter output)
    {
        using Interruption interruption = new();
        RunAsync(options, output, interruption.Token).GetAwaiter().GetResult();
        return 0;
    }

    /// <summary>Runs until it is stopped.</summary>
    public static async Task RunAsync(DemoOptions options, TextWriter output, CancellationToken stop)
    {
        if (PrometheusProcess.Missing.Length > 0)
            throw new RefusedException(PrometheusProcess.Missing);
        await output.WriteLineAsync("Starts an API server, two versions of a model behind a mesh, their users, and Prometheus ...").ConfigureAwait(false);
        try
        {
            RolloutBench bench = await RolloutBench.StartAsync(new BenchOptions { Seed = options.Seed, Canary = ModelLaw.Of(options.Canary) }, stop).ConfigureAwait(false);
            await using (bench.ConfigureAwait(false))
            {
                await output.WriteLineAsync(Text(bench, options)).ConfigureAwait(false);
                await FollowAsync(bench, output, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to end.
        }
    }

    private static string Text(RolloutBench bench, DemoOptions options)
    {
        string file = $"{bench.LiveFile} --kubeconfig {bench.Kubeconfig}";
        string canary = options.Canary switch
        {
            CanaryKind.Sound => "as good as its baseline",
            CanaryKind.Slow => "slow",
            CanaryKind.Erring => "full of errors",
            _ => "fast, without more errors than its baseline, and wrong for 35 in 100",
        };
        return $"""

            The canary is {canary}. In another terminal, from the root of the repository:

              ./coalmine live drive {file} --dry-run
              ./coalmine live drive {file} --yes-drive

            and while it runs, perhaps:

              ./coalmine live say abort {file}

            Prometheus: {bench.Prometheus.Address}   its files and the policy: {bench.Folder}
            The canary's share at the router follows. Ctrl-C ends everything.

            """;
    }

    private static async Task FollowAsync(RolloutBench bench, TextWriter output, CancellationToken stop)
    {
        long told = -1;
        while (true)
        {
            if (bench.Router.CanaryShare is { } share && share != told)
                await output.WriteLineAsync(FormattableString.Invariant($"{DateTime.UtcNow:HH:mm:ss}  {told = share,3} %")).ConfigureAwait(false);
            await Task.Delay(Look, stop).ConfigureAwait(false);
        }
    }
}
