using System.Collections.Concurrent;
using System.Collections.Immutable;
using Coalmine.Conformance.EndToEnd;
using Coalmine.Testing.Prometheus;

namespace Coalmine.Conformance.Kills;

/// <summary>Kills drivers of rollouts until enough have died, and says what came of the rollouts.</summary>
internal static class KillCommand
{
    private const int KillsPerRollout = 3;

    /// <summary>Prints a line a rollout, then the table: 0 where nothing happened that must not, 1 otherwise.</summary>
    /// <exception cref="RefusedException">There is no Prometheus, or the table cannot be written.</exception>
    public static int Run(KillOptions options, TextWriter output)
    {
        if (PrometheusProcess.Missing.Length > 0)
            throw new RefusedException(PrometheusProcess.Missing);
        using Interruption interruption = new();
        ImmutableArray<KillResult> results = RunAsync(options, TextWriter.Synchronized(output), interruption.Token).GetAwaiter().GetResult();
        string table = KillTable.Of(options, results);
        output.Write(table);
        if (options.Out.Length > 0)
            KillTable.Write(options.Out, table);
        return results.All(result => result.Violations.IsEmpty) ? 0 : 1;
    }

    private static async Task<ImmutableArray<KillResult>> RunAsync(KillOptions options, TextWriter output, CancellationToken stop)
    {
        ConcurrentBag<KillResult> results = [];
        int next = -1;
        async Task WorkAsync()
        {
            while (results.Sum(result => result.Kills.Length) < options.Count && !stop.IsCancellationRequested)
            {
                ulong seed = options.Seed * 1000 + (ulong)Interlocked.Increment(ref next);
                (CanaryKind canary, ImmutableArray<KillPoint> points) = KillRun.Draw(seed, KillsPerRollout);
                KillResult result = await KillRun.RunAsync(seed, canary, points, stop).ConfigureAwait(false);
                results.Add(result);
                await output.WriteLineAsync(KillTable.Row(result)).ConfigureAwait(false);
                if (!result.Violations.IsEmpty)
                    await output.WriteLineAsync(string.Join('\n', result.Violations) + "\n" + result.Said).ConfigureAwait(false);
            }
        }

        try
        {
            await Task.WhenAll(Enumerable.Range(0, options.Workers).Select(_ => WorkAsync())).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What is done so far is told.
        }

        return [.. results.OrderBy(result => result.Seed)];
    }
}
