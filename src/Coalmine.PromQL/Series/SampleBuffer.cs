namespace Coalmine.PromQL.Series;

/// <summary>Samples of one series in one range, in order of time. Its room only grows, so that filling it again allocates nothing.</summary>
internal sealed class SampleBuffer
{
    private long[] times = new long[16];
    private double[] values = new double[16];
    private double[] scratch = [];

    /// <summary>How many samples it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Their timestamps in milliseconds.</summary>
    public ReadOnlySpan<long> Times => times.AsSpan(0, Count);

    /// <summary>Their values.</summary>
    public ReadOnlySpan<double> Values => values.AsSpan(0, Count);

    /// <summary>A copy of the values that may be sorted; valid until the next call.</summary>
    public Span<double> ToSort()
    {
        if (scratch.Length < Count)
            scratch = new double[values.Length];
        Values.CopyTo(scratch);
        return scratch.AsSpan(0, Count);
    }

    /// <summary>Empties it.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a sample behind the others.</summary>
    public void Add(long time, double value)
    {
        if (Count == times.Length)
        {
            Array.Resize(ref times, Count * 2);
            Array.Resize(ref values, Count * 2);
        }

        times[Count] = time;
        values[Count] = value;
        Count++;
    }

    /// <summary>The samples as they are handed out.</summary>
    public TimedValue[] ToArray()
    {
        var copy = new TimedValue[Count];
        for (int i = 0; i < copy.Length; i++)
            copy[i] = new TimedValue(times[i], values[i]);
        return copy;
    }
}
