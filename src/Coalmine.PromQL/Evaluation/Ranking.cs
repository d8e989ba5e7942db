namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// Slots in the order of their values, NaN always last, slots of equal values in their own order. Sorting again allocates nothing.
/// </summary>
internal sealed class Ranking
{
    private readonly VectorPlan vector;
    private readonly int[] groups;
    private readonly bool descending;
    private readonly Comparison<int> comparison;

    /// <summary>A ranking of a vector's slots, by group first.</summary>
    public Ranking(VectorPlan vector, bool descending, int[] groups)
    {
        this.vector = vector;
        this.descending = descending;
        this.groups = groups;
        Order = [.. Enumerable.Range(0, vector.Labels.Length)];
        comparison = Compare;
    }

    /// <summary>The slots, present ones before absent ones within a group.</summary>
    public int[] Order { get; }

    /// <summary>Sorts by the values of now.</summary>
    public void Sort() => Order.AsSpan().Sort(comparison);

    private int Compare(int one, int other)
    {
        int order = groups[one].CompareTo(groups[other]);
        if (order == 0)
            order = vector.Present[other].CompareTo(vector.Present[one]);
        if (order == 0 && vector.Present[one])
            order = CompareValues(vector.Values[one], vector.Values[other]);
        return order == 0 ? one.CompareTo(other) : order;
    }

    private int CompareValues(double one, double other)
    {
        if (double.IsNaN(one) || double.IsNaN(other))
            return double.IsNaN(one).CompareTo(double.IsNaN(other));
        return descending ? other.CompareTo(one) : one.CompareTo(other);
    }
}
