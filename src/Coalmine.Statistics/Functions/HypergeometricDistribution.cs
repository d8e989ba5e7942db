namespace Coalmine.Statistics.Functions;

/// <summary>
/// The number of the <paramref name="Marked"/> items that fall into a group of <paramref name="First"/> when the rest of the items forms a group of
/// <paramref name="Second"/>: P(X = k) = C(first, k)·C(second, marked - k)/C(first + second, marked). Counts are 64-bit; tails are summed from the
/// boundary outwards by the ratio of neighbours and stop when nothing is added any more.
/// </summary>
/// <param name="First">Size of the group that is looked at.</param>
/// <param name="Second">Size of the other group.</param>
/// <param name="Marked">Marked items in both groups together.</param>
public readonly record struct HypergeometricDistribution(long First, long Second, long Marked)
{
    /// <summary>Size of the group that is looked at, in [0, 2⁵²].</summary>
    public long First { get; } = Sized(First, nameof(First));

    /// <summary>Size of the other group, in [0, 2⁵²].</summary>
    public long Second { get; } = Sized(Second, nameof(Second));

    /// <summary>Marked items in both groups together, at most as many as there are.</summary>
    public long Marked { get; } = Marked >= 0 && Marked <= Sized(First, nameof(First)) + Sized(Second, nameof(Second))
        ? Marked
        : throw new ArgumentOutOfRangeException(nameof(Marked), Marked, "Marked items lie between 0 and all items.");

    /// <summary>Smallest possible count.</summary>
    public long Smallest => Math.Max(0, Marked - Second);

    /// <summary>Largest possible count.</summary>
    public long Largest => Math.Min(Marked, First);

    /// <summary>A most probable count.</summary>
    public long Mode => Math.Clamp((long)((First + 1.0) * (Marked + 1.0) / (First + Second + 2.0)), Smallest, Largest);

    /// <summary>ln P(X = k), as a quotient of binomial probabilities at the common share (Loader 2000).</summary>
    public double LogProbability(long k)
    {
        if (k < Smallest || k > Largest)
            return double.NegativeInfinity;
        long all = First + Second;
        if (Marked == 0 || Marked == all)
            return 0;
        double p = (double)Marked / all;
        double q = (double)(all - Marked) / all;
        return BinomialDistribution.LogProbability(k, First, p, q) + BinomialDistribution.LogProbability(Marked - k, Second, p, q)
            - BinomialDistribution.LogProbability(Marked, all, p, q);
    }

    /// <summary>P(X = k).</summary>
    public double Probability(long k) => Math.Exp(LogProbability(k));

    /// <summary>P(X ≥ k).</summary>
    public double AtLeast(long k)
    {
        if (k <= Smallest)
            return 1;
        if (k > Largest)
            return 0;
        return k > Mode ? SumUpwards(k) : 1 - SumDownwards(k - 1);
    }

    /// <summary>ln P(X ≥ k).</summary>
    public double LogProbabilityAtLeast(long k) => Math.Log(AtLeast(k));

    /// <summary>P(X ≤ k).</summary>
    public double AtMost(long k)
    {
        if (k >= Largest)
            return 1;
        if (k < Smallest)
            return 0;
        return k < Mode ? SumDownwards(k) : 1 - SumUpwards(k + 1);
    }

    private static long Sized(long size, string name) => size is >= 0 and <= Domain.MostTrials / 2
        ? size
        : throw new ArgumentOutOfRangeException(name, size, "A group has between 0 and 2^52 items.");

    private double SumUpwards(long from)
    {
        double sum = 1;
        double term = 1;
        for (long k = from; k < Largest && term > sum * 1e-18; k++)
        {
            term *= (double)(First - k) / (k + 1) * (Marked - k) / (Second - Marked + k + 1.0);
            sum += term;
        }

        return Math.Min(1, sum * Probability(from));
    }

    private double SumDownwards(long from)
    {
        double sum = 1;
        double term = 1;
        for (long k = from; k > Smallest && term > sum * 1e-18; k--)
        {
            term *= k / (double)(First - k + 1) * (Second - Marked + k) / (Marked - k + 1.0);
            sum += term;
        }

        return Math.Min(1, sum * Probability(from));
    }
}
