namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// The classic histograms among the elements of a vector. Buckets group by all labels but <c>le</c>, the name included, and the name is dropped from the
/// output; a series whose <c>le</c> is no number is left out (promql/functions.go of Prometheus 2.42 and 3.14).
/// </summary>
internal sealed class Buckets
{
    private readonly VectorPlan vector;
    private readonly List<int> unreadable = [];
    private readonly double[] bounds;
    private readonly double[] counts;
    private int length;

    public Buckets(VectorPlan vector, PromQLOptions options, bool seeksNative)
    {
        this.vector = vector;
        Options = options;
        Groups = BucketGroup.Of(vector.Labels, unreadable);
        Native = new NativeHistograms(vector, Groups, options, seeksNative && options.IsLeftOpen);
        Slots = [.. Slot.WithoutNames(Groups.Select(group => vector.Slots[group.Slots[0]] with { Labels = group.Labels }), options), .. Native.Slots];
        int most = Groups.Select(group => group.Slots.Length).DefaultIfEmpty().Max();
        bounds = new double[most];
        counts = new double[most];
    }

    /// <summary>How they are evaluated.</summary>
    public PromQLOptions Options { get; }

    /// <summary>The histograms.</summary>
    public BucketGroup[] Groups { get; }

    /// <summary>The native histograms of the same vector.</summary>
    public NativeHistograms Native { get; }

    /// <summary>Their slots in the output, and behind them those of the native ones.</summary>
    public Slot[] Slots { get; }

    /// <summary>The bounds of the histogram that was gathered last, ascending.</summary>
    public ReadOnlySpan<double> Bounds => bounds.AsSpan(0, length);

    /// <summary>Its cumulative counts.</summary>
    public Span<double> Counts => counts.AsSpan(0, length);

    /// <summary>Evaluates the vector, and remarks on series without a readable bound.</summary>
    public bool TryEvaluate(Execution execution)
    {
        if (!vector.TryEvaluate(execution))
            return false;
        Native.Meet(Groups, execution);
        if (!execution.Annotates || !Options.IsLeftOpen)
            return true;
        foreach (int slot in unreadable)
        {
            if (vector.Present[slot] && vector.HistogramAt(slot) is null)
                execution.Remark(Annotations.BadBucket(vector.Labels[slot][Series.Labels.BucketBound], vector.Labels[slot].Name));
        }

        return true;
    }

    /// <summary>Collects the present buckets of a histogram in order, equal bounds added up; false when there is none.</summary>
    public bool TryGather(BucketGroup group)
    {
        length = 0;
        int[] slots = group.Slots;
        for (int i = 0; i < slots.Length; i++)
        {
            if (!vector.Present[slots[i]] || vector.HistogramAt(slots[i]) is not null)
                continue;
            double count = vector.Values[slots[i]];
            if (length > 0 && bounds[length - 1] == group.Bounds[i])
            {
                counts[length - 1] += count;
                continue;
            }

            bounds[length] = group.Bounds[i];
            counts[length] = count;
            length++;
        }

        return length > 0;
    }
}
