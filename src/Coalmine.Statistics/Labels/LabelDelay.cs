using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Labels;

/// <summary>
/// How long labels take: the empirical distribution G of delays from requests old enough that all their labels have come. Recent requests may not be put in,
/// since of them only the fast labels are known. Where the delay depends on the class (fraud is found late) keep one for each class: early accuracy is biased
/// otherwise. The same cut-off or the same weights must serve both arms. Guarantee: none of its own.
/// </summary>
public sealed class LabelDelay
{
    private readonly double[] sorted;

    /// <summary>Takes delays in one unit, at least one, none negative.</summary>
    /// <exception cref="ArgumentException">No delays, or a negative one.</exception>
    public LabelDelay(ReadOnlySpan<double> delays)
    {
        sorted = delays.ToArray();
        Array.Sort(sorted);
        if (sorted.Length == 0 || !(sorted[0] >= 0) || double.IsNaN(sorted[^1]))
            throw new ArgumentException("Delays are known and not negative.", nameof(delays));
    }

    /// <summary>G(age): the share of labels that have come when a request is that old. O(log n).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The age is NaN.</exception>
    public double Arrived(double age)
    {
        Domain.Number(age);
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sorted[middle] <= age)
                low = middle + 1;
            else
                high = middle;
        }

        return (double)low / sorted.Length;
    }

    /// <summary>The age at which at least a share in (0, 1] of the labels has come: requests that old form a matured cohort.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not in [0, 1].</exception>
    public double MaturityAge(double share)
    {
        Domain.Probability(share);
        return sorted[Math.Clamp((int)Math.Ceiling((share * sorted.Length) - 1e-9), 1, sorted.Length) - 1];
    }

    /// <summary>
    /// The mean of the labels that have come, each weighted by 1/G of its request's age; labels of requests younger than the age at which G reaches a
    /// smallest share are left out, since their weights would swamp the rest.
    /// </summary>
    /// <param name="labels">Values of the labels that have come.</param>
    /// <param name="ages">Ages of their requests now (not the delays), as many.</param>
    /// <param name="smallestShare">In (0, 1]; 0.1 is a sensible one. At 1 only matured cohorts count.</param>
    /// <exception cref="ArgumentException">Not as many ages as labels, or no label is old enough.</exception>
    public InverseProbabilityMean Mean(ReadOnlySpan<double> labels, ReadOnlySpan<double> ages, double smallestShare)
    {
        Domain.Probability(smallestShare);
        if (labels.Length != ages.Length)
            throw new ArgumentException("Each label has one age.", nameof(ages));
        double[] kept = new double[labels.Length], shares = new double[labels.Length];
        int count = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double share = Arrived(ages[i]);
            if (share < smallestShare || share <= 0)
                continue;
            (kept[count], shares[count]) = (labels[i], share);
            count++;
        }

        return InverseProbabilityMean.Of(kept.AsSpan(0, count), shares.AsSpan(0, count));
    }
}
