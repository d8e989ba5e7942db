using Coalmine.PromQL.Histograms;

namespace Coalmine.PromQL.Series;

/// <summary>Samples of one series in one range, in order of time. Its room only grows, so that filling it again allocates nothing.</summary>
internal sealed class SampleBuffer
{
    private long[] times = new long[16];
    private double[] values = new double[16];
    private double[] scratch = [];
    private FloatHistogram?[] histograms = [];
    private SampleBuffer? numbers;

    /// <summary>How many samples it holds.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them are native histograms; their values mean nothing.</summary>
    public int HistogramCount { get; private set; }

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
    public void Clear()
    {
        Count = 0;
        HistogramCount = 0;
    }

    /// <summary>The native histogram of a sample; null for a number.</summary>
    public FloatHistogram? HistogramAt(int index) => HistogramCount > 0 && index < histograms.Length ? histograms[index] : null;

    /// <summary>Adds a native histogram behind the others.</summary>
    public void Add(long time, FloatHistogram histogram)
    {
        if (histograms.Length <= Count)
            Array.Resize(ref histograms, Math.Max(16, Count * 2));
        if (HistogramCount == 0)
            Array.Clear(histograms);
        Add(time, 0);
        histograms[Count - 1] = histogram;
        HistogramCount++;
    }

    /// <summary>The native histograms in order.</summary>
    public List<FloatHistogram> Histograms()
    {
        var found = new List<FloatHistogram>(HistogramCount);
        for (int i = 0; i < Count; i++)
        {
            if (HistogramAt(i) is { } histogram)
                found.Add(histogram);
        }

        return found;
    }

    /// <summary>The samples that are numbers; valid until the next call.</summary>
    public SampleBuffer Numbers()
    {
        if (HistogramCount == 0)
            return this;
        numbers ??= new SampleBuffer();
        numbers.Clear();
        for (int i = 0; i < Count; i++)
        {
            if (HistogramAt(i) is null)
                numbers.Add(times[i], values[i]);
        }

        return numbers;
    }

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
        if (HistogramCount > 0 && Count < histograms.Length)
            histograms[Count] = null;
        Count++;
    }

    /// <summary>The samples as they are handed out.</summary>
    public TimedValue[] ToArray()
    {
        var copy = new TimedValue[Count];
        for (int i = 0; i < copy.Length; i++)
            copy[i] = new TimedValue(times[i], values[i]) { Histogram = HistogramAt(i) };
        return copy;
    }
}
