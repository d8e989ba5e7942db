using Coalmine.PromQL.Histograms;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// A node that yields a vector. All elements it could ever yield are known from the binding: they are slots with fixed labels,
/// and an evaluation fills in which are present and their values.
/// </summary>
internal abstract class VectorPlan(Slot[] slots)
{
    private FloatHistogram?[] histograms = [];

    /// <summary>Yields no element.</summary>
    public static VectorPlan Nothing => new NothingPlan();

    /// <summary>The slots.</summary>
    public Slot[] Slots { get; } = slots;

    /// <summary>Labels of each slot.</summary>
    public Labels[] Labels { get; } = [.. slots.Select(slot => slot.Labels)];

    /// <summary>Value of each present slot.</summary>
    public double[] Values { get; } = new double[slots.Length];

    /// <summary>Which slots hold an element.</summary>
    public bool[] Present { get; } = new bool[slots.Length];

    /// <summary>All slots in the order in which the present ones are to be shown; null for the order of the slots.</summary>
    public virtual int[]? Order => null;

    /// <summary>Whether an element is a native histogram.</summary>
    public bool HasHistograms { get; private set; }

    /// <summary>The native histogram of a slot; null for a number.</summary>
    public FloatHistogram? HistogramAt(int slot) => HasHistograms ? histograms[slot] : null;

    /// <summary>Fills in the slots; false after an execution error.</summary>
    public bool TryEvaluate(Execution execution)
    {
        if (HasHistograms)
            ForgetHistograms();
        return TryFill(execution);
    }

    /// <summary>For a function that knows numbers only: takes native histograms out of the answer; whether there was one.</summary>
    public bool LeaveOutHistograms()
    {
        if (!HasHistograms)
            return false;
        for (int i = 0; i < histograms.Length; i++)
            Present[i] &= histograms[i] is null;
        ForgetHistograms();
        return true;
    }

    /// <summary>What <see cref="TryEvaluate"/> does, beginning without histograms.</summary>
    protected abstract bool TryFill(Execution execution);

    /// <summary>Puts a native histogram into a present slot.</summary>
    protected void Put(int slot, FloatHistogram histogram)
    {
        if (histograms.Length == 0)
            histograms = new FloatHistogram?[Slots.Length];
        histograms[slot] = histogram;
        Values[slot] = 0;
        HasHistograms = true;
    }

    /// <summary>Takes over the native histograms of a plan with the same slots, from a slot on.</summary>
    protected void PutAll(VectorPlan from, int start = 0)
    {
        for (int i = 0; i < from.Slots.Length && from.HasHistograms; i++)
        {
            if (from.Present[i] && Present[start + i] && from.HistogramAt(i) is { } histogram)
                Put(start + i, histogram);
        }
    }

    private void ForgetHistograms()
    {
        Array.Clear(histograms);
        HasHistograms = false;
    }

    private sealed class NothingPlan() : VectorPlan([])
    {
        protected override bool TryFill(Execution execution) => true;
    }
}
