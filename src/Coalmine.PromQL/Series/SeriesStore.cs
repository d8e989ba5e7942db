using System.Numerics;
using System.Runtime.CompilerServices;
using Coalmine.PromQL.Histograms;

namespace Coalmine.PromQL.Series;

/// <summary>
/// Series and their newest samples: one ring per series in one flat array. Series are registered once; samples come and go without allocation.
/// A series without samples exists but is absent from every answer, as a label combination that was never used is in Prometheus.
/// One store belongs to one thread.
/// </summary>
public sealed class SeriesStore
{
    private readonly List<Labels> labels = [];
    private readonly Dictionary<Labels, int> ids = [];
    private readonly long retention;
    private List<FloatHistogram>? histograms;
    private Sample[] samples = [];
    private int[] written = [];
    private int shift;

    /// <summary>An empty store.</summary>
    /// <param name="retention">How much past to keep; see <see cref="Retention.Covering"/>.</param>
    public SeriesStore(Retention retention)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(retention.Milliseconds, nameof(retention));
        ArgumentOutOfRangeException.ThrowIfLessThan(retention.Samples, 1, nameof(retention));
        this.retention = retention.Milliseconds;
        shift = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)retention.Samples));
    }

    /// <summary>How many series are registered.</summary>
    public int Count => labels.Count;

    /// <summary>
    /// Changes when a series is registered, and when the first native histogram comes; not when other samples arrive. A query bound to another version must
    /// be bound again.
    /// </summary>
    public int Version => HoldsHistograms ? labels.Count | int.MinValue : labels.Count;

    /// <summary>Whether a native histogram was ever stored: then queries look for them.</summary>
    public bool HoldsHistograms => histograms is not null;

    /// <summary>The newest timestamp that retention has dropped from any series; a query that needs samples up to it cannot be answered.</summary>
    internal long DroppedThrough { get; private set; } = long.MinValue;

    private int Mask => (1 << shift) - 1;

    /// <summary>Registers a series, still without samples.</summary>
    /// <param name="series">Its labels.</param>
    /// <returns>Its id: 0, 1, 2, ... in the order of registration.</returns>
    /// <exception cref="ArgumentException">A series with these labels exists.</exception>
    public int Add(Labels series)
    {
        int id = labels.Count;
        if (!ids.TryAdd(series, id))
            throw new ArgumentException($"The series {series} exists already.", nameof(series));
        labels.Add(series);
        if (id == written.Length)
        {
            int room = Math.Max(8, id * 2);
            Array.Resize(ref written, room);
            Array.Resize(ref samples, room << shift);
        }

        return id;
    }

    /// <summary>Looks a series up by its labels.</summary>
    /// <param name="series">Its labels.</param>
    /// <param name="id">Its id when found.</param>
    public bool TryFind(Labels series, out int id) => ids.TryGetValue(series, out id);

    /// <summary>The labels of a series.</summary>
    /// <param name="series">Its id.</param>
    public Labels LabelsOf(int series) => labels[series];

    /// <summary>Stores a sample. NaN is a value like any other; the end of a series is <see cref="AppendStale"/>.</summary>
    /// <param name="series">The series' id.</param>
    /// <param name="timestamp">Milliseconds; later than the series' newest sample.</param>
    /// <param name="value">The sampled value.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timestamp is not later than the newest sample, which Prometheus refuses too.</exception>
    public void Append(int series, long timestamp, double value)
    {
        int next = written[series];
        int start = series << shift;
        int reset = 0;
        if (next > 0)
        {
            ref readonly var newest = ref samples[start + ((next - 1) & Mask)];
            if (timestamp <= newest.Timestamp)
                throw new ArgumentOutOfRangeException(nameof(timestamp), timestamp, $"Not after the newest sample, at {newest.Timestamp}.");
            reset = value < newest.Value ? next : newest.LatestReset;
            if (next > Mask)
            {
                MakeRoom(series, timestamp);
                start = series << shift;
            }
        }

        samples[start + (next & Mask)] = new Sample { Timestamp = timestamp, Value = value, LatestReset = reset, StaleAfter = Sample.NeverStale };
        written[series] = next + 1;
    }

    /// <summary>
    /// Stores a native histogram. What it says of resets is found out as a server does on storing it: a gauge stays one, a counter that goes on in the same
    /// layout says so, and any other does not know. Histograms lie beside the samples and are kept until <see cref="Reset"/>, whatever the retention.
    /// </summary>
    /// <param name="series">The series' id; it may hold numbers too.</param>
    /// <param name="timestamp">Milliseconds; later than the series' newest sample.</param>
    /// <param name="histogram">The histogram.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timestamp is not later than the newest sample.</exception>
    public void AppendHistogram(int series, long timestamp, FloatHistogram histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        histograms ??= [];
        var before = TryNewest(series, long.MaxValue, out var newest) && newest.StaleAfter == Sample.NeverStale ? HistogramIn(newest.Value) : null;
        Append(series, timestamp, HistogramMark.Of(histograms.Count));
        histograms.Add(histogram with { Reset = HistogramResets.WhenStored(before, histogram) });
    }

    /// <summary>Stores one scrape of series that were registered one after the other.</summary>
    /// <param name="firstSeries">The id of the first.</param>
    /// <param name="timestamp">Milliseconds; later than each series' newest sample.</param>
    /// <param name="values">One value per series.</param>
    public void AppendScrape(int firstSeries, long timestamp, ReadOnlySpan<double> values)
    {
        for (int i = 0; i < values.Length; i++)
            Append(firstSeries + i, timestamp, values[i]);
    }

    /// <summary>
    /// Marks the series as ended from a moment on: instant selectors find nothing until its next sample; ranges do not see the marker
    ///, as in Prometheus. A marker on a series without samples, or behind another marker, says nothing new.
    /// </summary>
    /// <param name="series">The series' id.</param>
    /// <param name="timestamp">Milliseconds; later than the series' newest sample.</param>
    /// <exception cref="ArgumentOutOfRangeException">The timestamp is not later than the newest sample.</exception>
    public void AppendStale(int series, long timestamp)
    {
        int next = written[series];
        if (next == 0)
            return;
        ref var newest = ref samples[(series << shift) + ((next - 1) & Mask)];
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timestamp, newest.Timestamp);
        if (newest.StaleAfter == Sample.NeverStale)
            newest.StaleAfter = (int)Math.Min(Sample.NeverStale - 1, timestamp - newest.Timestamp);
    }

    /// <summary>Forgets all samples and keeps series, memory and bindings: what stands between two replications.</summary>
    public void Reset()
    {
        Array.Clear(written);
        histograms?.Clear();
        DroppedThrough = long.MinValue;
    }

    /// <summary>Finds the samples of a series in [from, to], both ends closed.</summary>
    /// <param name="series">The series' id.</param>
    /// <param name="from">The earliest timestamp.</param>
    /// <param name="to">The latest timestamp.</param>
    /// <param name="depth">
    /// A guess for last - first, and the answer after: series of one scrape have the same depth, so most are located by two comparisons.
    /// </param>
    /// <param name="window">Sequence numbers of the first and the last sample.</param>
    /// <returns>Whether there is at least one sample.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryLocate(int series, long from, long to, ref int depth, out Window window)
    {
        int last = written[series] - 1;
        int oldest = Math.Max(0, last - Mask);
        int start = series << shift;
        if (last >= 0 && samples[start + (last & Mask)].Timestamp > to)
            last = LastUpTo(start, oldest, last, to);
        int first = last - depth;
        bool guessed = first >= oldest && samples[start + (first & Mask)].Timestamp >= from
            && (first == oldest || samples[start + ((first - 1) & Mask)].Timestamp < from);
        if (!guessed && last >= oldest)
        {
            first = LastUpTo(start, oldest, last, from - 1) + 1;
            depth = Math.Max(0, last - first);
        }

        window = new Window(start, first, last);
        return last >= oldest && first <= last;
    }

    /// <summary>Finds the newest sample of a series up to a moment.</summary>
    internal bool TryNewest(int series, long timestamp, out Sample newest)
    {
        int last = written[series] - 1;
        int start = series << shift;
        int oldest = Math.Max(0, last - Mask);
        if (last >= 0 && samples[start + (last & Mask)].Timestamp > timestamp)
            last = LastUpTo(start, oldest, last, timestamp);
        bool found = last >= oldest;
        newest = found ? samples[start + (last & Mask)] : default;
        return found;
    }

    /// <summary>The native histogram that a stored value stands for; null for a number.</summary>
    internal FloatHistogram? HistogramIn(double value) =>
        histograms is not null && HistogramMark.TryIndex(value, out int index) && index < histograms.Count ? histograms[index] : null;

    /// <summary>The sample with a sequence number of a located window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref readonly Sample At(int start, int sequence) => ref samples[start + (sequence & Mask)];

    /// <summary>Sequence number of the newest sample in [oldest, last] with a timestamp of at most the given one; oldest - 1 when there is none.</summary>
    internal int LastUpTo(int start, int oldest, int last, long timestamp)
    {
        int low = oldest - 1;
        int high = last;
        while (low < high)
        {
            int middle = low + ((high - low + 1) / 2);
            if (samples[start + (middle & Mask)].Timestamp <= timestamp)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    /// <summary>Doubles all rings when the sample that would be overwritten is still within retention; else notes that it is dropped.</summary>
    private void MakeRoom(int series, long timestamp)
    {
        long oldest = samples[(series << shift) + (written[series] & Mask)].Timestamp;
        if (timestamp - oldest > retention)
        {
            DroppedThrough = Math.Max(DroppedThrough, oldest);
            return;
        }

        var wider = new Sample[samples.Length * 2];
        int widerMask = (2 << shift) - 1;
        for (int s = 0; s < labels.Count; s++)
        {
            for (int sequence = Math.Max(0, written[s] - 1 - Mask); sequence < written[s]; sequence++)
                wider[(s << (shift + 1)) + (sequence & widerMask)] = samples[(s << shift) + (sequence & Mask)];
        }

        samples = wider;
        shift++;
    }
}
