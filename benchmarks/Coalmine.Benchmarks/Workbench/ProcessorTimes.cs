using System.Diagnostics;
using System.Globalization;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation;
using Coalmine.Workbench.Replications;

namespace Coalmine.Benchmarks.Workbench;

/// <summary>
/// Processor time a rollout, for machines that are never idle: waiting for a core does not count, though a neighbour's use of caches and of the other half of a
/// core still does.
/// </summary>
internal static class ProcessorTimes
{
    private const int Rounds = 9;

    /// <summary>Prints the median over rounds, after one round to warm up.</summary>
    /// <param name="rollouts">Rollouts a round.</param>
    public static void Print(int rollouts)
    {
        foreach (string file in (string[])["argo-repaired.yaml", "flagger-repaired.yaml"])
            foreach (double rate in (double[])[50, 500, 5000])
                Print(ShippedRollout.Of(file, rate), rollouts, string.Create(CultureInfo.InvariantCulture, $"{file} at {rate} requests/s"));
    }

    private static void Print(IRolloutSource source, int rollouts, string title)
    {
        List<double> milliseconds = [];
        (long queries, long promoted, long all) = (0, 0, 0);
        for (int round = -1; round < Rounds; round++)
        {
            double before = Now();
            for (int i = 0; i < rollouts; i++)
            {
                RolloutResult result = source.Run(1, all++);
                queries += result.Looks;
                promoted += result.Outcome == RolloutOutcome.Promoted ? 1 : 0;
            }

            if (round >= 0)
                milliseconds.Add((Now() - before) / rollouts);
        }

        milliseconds.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{title}: {milliseconds[Rounds / 2]:0.00} ms a rollout, {(double)queries / all:0.0} queries, {100.0 * promoted / all:0} % promoted"));
    }

    private static double Now()
    {
        using Process process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalMilliseconds;
    }
}
