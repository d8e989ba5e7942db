namespace Coalmine.Statistics.Functions;

/// <summary>
/// Fisher's noncentral hypergeometric distribution: how many of the <paramref name="Marked"/> items fall into a group of <paramref name="First"/> when the
/// odds of a mark there are <paramref name="Odds"/> times those in the group of <paramref name="Second"/>: P(X = k) is proportional to
/// C(first, k)·C(second, marked - k)·oddsᵏ (Fisher 1935; R 4.2.2, <c>fisher.test(or = )</c>). Cost: a few standard deviations' worth of terms.
/// </summary>
/// <param name="First">Size of the group that is looked at.</param>
/// <param name="Second">Size of the other group.</param>
/// <param name="Marked">Marked items in both groups together.</param>
/// <param name="Odds">Ratio of the odds; positive and finite; 1 is the central distribution.</param>
public readonly record struct NoncentralHypergeometric(long First, long Second, long Marked, double Odds)
{
    private const double Negligible = 1e-18;

    /// <summary>Ratio of the odds, in [1e-100, 1e100].</summary>
    public double Odds { get; } = Odds is >= 1e-100 and <= 1e100
        ? Odds
        : throw new ArgumentOutOfRangeException(nameof(Odds), Odds, "A ratio of odds lies in [1e-100, 1e100].");

    private HypergeometricDistribution Central => new(First, Second, Marked);

    /// <summary>A most probable count: the largest k at which the ratio to its left neighbour is still at least 1.</summary>
    public long Mode
    {
        get
        {
            // (first - k + 1)(marked - k + 1)·odds = k·(second - marked + k), a quadratic in k, solved in the form that keeps its digits.
            double a = Odds - 1;
            double b = -(((First + Marked + 2.0) * Odds) + (Second - Marked));
            double c = (First + 1.0) * (Marked + 1.0) * Odds;
            double root = Math.Sqrt(Math.Max(0, (b * b) - (4 * a * c)));
            return Math.Clamp((long)Math.Floor(2 * c / (-b + root)), Central.Smallest, Central.Largest);
        }
    }

    /// <summary>P(X ≥ k).</summary>
    public double AtLeast(long k)
    {
        if (k <= Central.Smallest)
            return 1;
        if (k > Central.Largest)
            return 0;
        long mode = Mode;
        return k > mode ? Relative(k, mode) * Upwards(k) / Whole(mode) : 1 - (Relative(k - 1, mode) * Downwards(k - 1) / Whole(mode));
    }

    /// <summary>P(X ≤ k).</summary>
    public double AtMost(long k)
    {
        if (k >= Central.Largest)
            return 1;
        if (k < Central.Smallest)
            return 0;
        long mode = Mode;
        return k < mode ? Relative(k, mode) * Downwards(k) / Whole(mode) : 1 - (Relative(k + 1, mode) * Upwards(k + 1) / Whole(mode));
    }

    /// <summary>P(X = k).</summary>
    public double Probability(long k)
    {
        if (k < Central.Smallest || k > Central.Largest)
            return 0;
        long mode = Mode;
        return Relative(k, mode) / Whole(mode);
    }

    // The probability of k over that of the mode.
    private double Relative(long k, long mode) =>
        Math.Exp(Central.LogProbability(k) - Central.LogProbability(mode) + ((k - mode) * Math.Log(Odds)));

    private double Whole(long mode) => Upwards(mode) + Downwards(mode) - 1;

    // P(X ≥ from) over P(X = from), by the ratio of neighbours; it falls beyond the mode, so that a small term ends the sum.
    private double Upwards(long from)
    {
        double sum = 1;
        double term = 1;
        for (long k = from; k < Central.Largest && term > sum * Negligible; k++)
        {
            term *= (double)(First - k) / (k + 1) * (Marked - k) / (Second - Marked + k + 1.0) * Odds;
            sum += term;
        }

        return sum;
    }

    private double Downwards(long from)
    {
        double sum = 1;
        double term = 1;
        for (long k = from; k > Central.Smallest && term > sum * Negligible; k--)
        {
            term *= k / (double)(First - k + 1) * (Second - Marked + k) / (Marked - k + 1.0) / Odds;
            sum += term;
        }

        return sum;
    }
}
