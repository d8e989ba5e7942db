using Coalmine.PromQL.Histograms;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// The native histograms among the elements of a vector, beside the classic ones that <see cref="Buckets"/> finds there. Each has a slot behind those of the
/// classic ones; a native and a classic histogram with the same name and labels are both left out (promql/engine.go of Prometheus 3.14, resetHistograms).
/// </summary>
internal sealed class NativeHistograms
{
    private readonly VectorPlan vector;
    private readonly int[] classicOf;
    private readonly bool[] isMixed;

    public NativeHistograms(VectorPlan vector, BucketGroup[] classic, PromQLOptions options, bool areSought)
    {
        this.vector = vector;
        First = classic.Length;
        isMixed = new bool[classic.Length];
        var groups = classic.Select((group, index) => (group.Labels, index)).ToDictionary(pair => pair.Labels, pair => pair.index);
        var sought = areSought ? vector.Slots : [];
        classicOf = [.. sought.Select(slot => groups.GetValueOrDefault(slot.Labels.Without(Labels.BucketBound), -1))];
        Slots = Slot.WithoutNames(sought, options);
    }

    /// <summary>The place of the first of their slots.</summary>
    public int First { get; }

    /// <summary>Their slots, one for each element of the vector, since any may become one.</summary>
    public Slot[] Slots { get; }

    /// <summary>Whether a classic histogram met a native one.</summary>
    public bool IsMixed(int group) => isMixed[group];

    /// <summary>The name of the metric.</summary>
    public string NameOf(int element) => vector.Labels[element].Name;

    /// <summary>The native histogram of an element that is to be read; null for none.</summary>
    public FloatHistogram? At(int element)
    {
        int group = classicOf[element];
        return vector.Present[element] && (group < 0 || !isMixed[group]) ? vector.HistogramAt(element) : null;
    }

    /// <summary>Finds out which classic histograms meet a native one; call it after the vector was evaluated.</summary>
    public void Meet(BucketGroup[] classic, Execution execution)
    {
        Array.Clear(isMixed);
        for (int i = 0; i < classicOf.Length; i++)
        {
            int group = classicOf[i];
            if (group < 0 || !vector.Present[i] || vector.HistogramAt(i) is null)
                continue;
            isMixed[group] = Array.Exists(classic[group].Slots, slot => vector.Present[slot] && vector.HistogramAt(slot) is null);
            if (isMixed[group] && execution.Annotates)
                execution.Remark(Annotations.MixedKinds(NameOf(i)));
        }
    }
}
