using System.Diagnostics;

namespace Coalmine.Benchmarks.Simulation;

/// <summary>
/// The kernel beside its rivals in one run: the hold model against a bare heap and the framework's queue; M/M/1 against the bare prototype and SimPy, which
/// runs in the Python given by a script that prints the same numbers.
/// </summary>
internal static class KernelPeers
{
    // SimPy takes microseconds a customer: a smaller run is long enough for its time.
    private const int PeersShare = 20;

    /// <summary>Hold models with 10, 1,000 and 100,000 events pending, half a million events a turn.</summary>
    public static void Hold(int rounds)
    {
        foreach (int pending in (int[])[10, 1_000, 100_000])
        {
            HoldBenchmarks hold = new() { Pending = pending };
            hold.Fill();
            Console.WriteLine($"hold, {pending} pending, an event:");
            PairedTimes.Print(rounds, 5 * HoldBenchmarks.Events, [
                ("bare heap", () => Repeat(hold.BareHeap)),
                ("PriorityQueue of the framework", () => Repeat(hold.FrameworkPriorityQueue)),
                ("calendar", () => Repeat(hold.Calendar)),
                ("calendar, all cancellable", () => Repeat(hold.CalendarCancellable)),
            ]);
        }
    }

    /// <summary>M/M/1 with as many customers a turn, and SimPy after it with a twentieth of them.</summary>
    public static void Queue(int rounds, int customers, string python, string script)
    {
        double bare = 0, loop = 0, callbacks = 0, station = 0;
        Console.WriteLine("M/M/1, a customer:");
        PairedTimes.Print(rounds, customers, [
            ("bare heap and inline code", () => bare = ExponentialQueue.Bare(customers)),
            ("kernel, model's own loop", () => loop = ExponentialQueue.Loop(customers)),
            ("kernel, callbacks", () => callbacks = ExponentialQueue.Callbacks(customers)),
            ("kernel and station", () => station = ExponentialQueue.WithStation(customers)),
        ]);
        Console.WriteLine($"mean sojourns {bare:F3} {loop:F3} {callbacks:F3} {station:F3}; exact {ExponentialQueue.ExactSojourn}");
        using Process peer = Process.Start(new ProcessStartInfo(python, [script, $"{customers / PeersShare}", $"{rounds}"]))
            ?? throw new InvalidOperationException($"{python} does not start.");
        peer.WaitForExit();
    }

    private static void Repeat(Func<long> work)
    {
        for (int i = 0; i < 5; i++)
            work();
    }
}
