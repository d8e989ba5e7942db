using System.Diagnostics;

namespace Coalmine.Benchmarks.Simulation;

/// <summary>
/// Times rivals in turn, A B C A B C ..., so that what else runs on the machine meets all of them alike. Prints the median and the least time an operation, and
/// the median of the ratios to the first rival within a turn.
/// </summary>
internal static class PairedTimes
{
    private const int WarmUp = 3;

    public static void Print(int rounds, long operations, (string Name, Action Work)[] rivals)
    {
        double[][] times = [.. rivals.Select(_ => new double[rounds])];
        for (int round = -WarmUp; round < rounds; round++)
            for (int i = 0; i < rivals.Length; i++)
            {
                long begin = Stopwatch.GetTimestamp();
                rivals[i].Work();
                if (round >= 0)
                    times[i][round] = Stopwatch.GetElapsedTime(begin).TotalNanoseconds / operations;
            }

        for (int i = 0; i < rivals.Length; i++)
        {
            double ratio = Median(times[i].Zip(times[0], (own, first) => own / first));
            Console.WriteLine($"{rivals[i].Name,-45} {Median(times[i]),10:F1} ns   least {times[i].Min(),8:F1} ns   ratio {ratio,6:F2}");
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
