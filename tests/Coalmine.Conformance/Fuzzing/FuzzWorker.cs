using System.Diagnostics;

namespace Coalmine.Conformance.Fuzzing;

/// <summary>Takes one case after another on a thread of its own; somebody else watches that none takes too long.</summary>
internal sealed class FuzzWorker(FuzzRun run)
{
    /// <summary>A case that needs more memory than that, everything that is thrown away included, is a finding.</summary>
    private const long MostBytes = 4L << 30;

    private const int TriesToShrink = 400;
    private const double SecondsToShrink = 20;

    private volatile Work? _work;

    /// <summary>The case under way; none between two cases.</summary>
    public Work? UnderWay => _work;

    /// <summary>Set when nobody waits for the worker any more: its case took too long.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>Begins to work.</summary>
    public Thread Start()
    {
        Thread thread = new(Loop) { IsBackground = true, Name = "fuzz" };
        thread.Start();
        return thread;
    }

    private void Loop()
    {
        while (!IsGivenUp && run.TryTake(out long number))
            Take(number);
    }

    private void Take(long number)
    {
        Luck luck = new(run.Options.Seed, number);
        FuzzTarget target = run.Targets.Pick(luck);
        byte[] input = target.Make(luck);
        _work = new Work(number, target, input, Stopwatch.GetTimestamp());
        if (Crash(target, input, number, out bool isAccepted) is { } what)
        {
            string cause = Finding.Signature(what);
            bool isNew = run.IsNew(target.Name, cause);
            _work = null;
            long began = Stopwatch.GetTimestamp();
            Smallest smallest = new(
                smaller => Stopwatch.GetElapsedTime(began).TotalSeconds < SecondsToShrink && Crash(target, smaller, number, out _) is { } other
                    && Finding.Signature(other) == cause,
                TriesToShrink);
            byte[] small = isNew && !what.StartsWith(nameof(OutOfMemoryException), StringComparison.Ordinal) ? smallest.Of(input) : input;
            run.Report(new Finding(number, target.Name, what, small), isNew);
        }

        _work = null;
        run.Done(target.Name, isAccepted);
    }

    private string? Crash(FuzzTarget target, byte[] input, long number, out bool isAccepted)
    {
        isAccepted = false;
        long before = GC.GetAllocatedBytesForCurrentThread();
#pragma warning disable CA1031 // Whatever is thrown is what is looked for.
        try
        {
            isAccepted = target.Try(input, new Luck(~run.Options.Seed, number));
        }
        catch (Exception crash)
        {
            return Finding.Describe(crash);
        }
#pragma warning restore CA1031
        return GC.GetAllocatedBytesForCurrentThread() - before > MostBytes ? $"it needs more than {MostBytes >> 20} MiB" : null;
    }

    /// <summary>A case under way.</summary>
    /// <param name="Case">Its number.</param>
    /// <param name="Target">The target.</param>
    /// <param name="Input">The input.</param>
    /// <param name="Began">When it began, by the clock that only rises.</param>
    internal sealed record Work(long Case, FuzzTarget Target, byte[] Input, long Began);
}
