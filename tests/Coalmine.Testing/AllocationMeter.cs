namespace Coalmine.Testing;

/// <summary>
/// Counts what a thread allocates, beside other tests. The runtime counts allocations by what is left of the 8 kB that a thread has taken for small objects: a
/// collection that another thread begins takes them away, and they are counted as if they had been used. That happens at most once while nothing is allocated,
/// so that the least of three measurements is what the work itself needs.
/// </summary>
/// <remarks>
/// What work allocates every time, it allocates in all three. What grows more and more rarely, as a list does, is not seen: warm up first, and measure as much
/// as the test is about.
/// </remarks>
public static class AllocationMeter
{
    private const int Measurements = 3;

    /// <summary>Bytes that the work allocates on this thread: the least of up to three measurements, 0 as soon as one says so.</summary>
    /// <param name="work">The work; done up to three times, one after the other.</param>
    public static long Least(Action work) => Least(static () => { }, work);

    /// <summary>The same for work that needs something done before it each time.</summary>
    /// <param name="prepare">What is done before, and not measured.</param>
    /// <param name="work">The work.</param>
    public static long Least(Action prepare, Action work)
    {
        ArgumentNullException.ThrowIfNull(prepare);
        ArgumentNullException.ThrowIfNull(work);
        long least = long.MaxValue;
        for (int i = 0; i < Measurements && least > 0; i++)
        {
            prepare();
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
