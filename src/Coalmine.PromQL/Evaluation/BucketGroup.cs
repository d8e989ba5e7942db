using System.Globalization;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>The slots of a vector that are the buckets of one histogram.</summary>
/// <param name="Labels">What they share: all labels but the bound.</param>
/// <param name="Slots">The slots in ascending order of their bounds.</param>
/// <param name="Bounds">The upper bounds as numbers: their spelling ("1", "1.0", "1e0") does not matter.</param>
internal sealed record BucketGroup(Labels Labels, int[] Slots, double[] Bounds)
{
    /// <summary>The groups of a vector; a slot whose bound is missing or no number is left out.</summary>
    public static BucketGroup[] Of(Labels[] labels, List<int> unreadable)
    {
        var buckets = new List<(Labels Shared, int Slot, double Bound)>();
        for (int slot = 0; slot < labels.Length; slot++)
        {
            if (TryBound(labels[slot][Series.Labels.BucketBound], out double bound))
                buckets.Add((labels[slot].Without(Series.Labels.BucketBound), slot, bound));
            else
                unreadable.Add(slot);
        }

        return [.. buckets.GroupBy(bucket => bucket.Shared).Select(group => Sorted(group.Key, group.OrderBy(bucket => bucket.Bound)))];
    }

    private static BucketGroup Sorted(Labels shared, IEnumerable<(Labels Shared, int Slot, double Bound)> ordered)
    {
        var list = ordered.ToList();
        return new BucketGroup(shared, [.. list.Select(bucket => bucket.Slot)], [.. list.Select(bucket => bucket.Bound)]);
    }

    /// <summary>Go's ParseFloat for what occurs as a bound; NaN has no place in an order and counts as unreadable.</summary>
    private static bool TryBound(string text, out double bound)
    {
        string unsigned = text.TrimStart('+', '-').ToUpperInvariant();
        if (unsigned is "INF" or "INFINITY" && text.Length - unsigned.Length <= 1)
        {
            bound = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, Plain, CultureInfo.InvariantCulture, out bound) && double.IsFinite(bound);
    }
}
