using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Quantiles;

/// <summary>
/// The distribution-free interval [X_(Lower), X_(Upper)] for a quantile, as 1-based ranks. Guarantee: exact, with the coverage printed. A finite upper 95
/// % limit of a p99 needs 368 observations (two-sided) or 299 (one-sided): below that the rank is n + 1, "not estimable".
/// </summary>
/// <remarks>Assumes independent values of one distribution. One planned look; under repeated ones <see cref="Sequential.QuantileSequence"/>. O(log n).
/// Source: David and Nagaraja 2003, section 7.1.</remarks>
/// <param name="Lower">Rank of the lower end; 0 means that no observation bounds it (-∞).</param>
/// <param name="Upper">Rank of the upper end; n + 1 means that no observation bounds it (+∞).</param>
/// <param name="Coverage">P(Lower ≤ B ≤ Upper - 1) for B ~ Bin(n, q): at least the confidence.</param>
public readonly record struct OrderStatisticInterval(long Lower, long Upper, double Coverage)
{
    // Equality counts on both sides; the slack keeps rounding from deciding it.
    private const double Slack = 1e-12;

    /// <summary>
    /// The ranks L = max{k: P(B ≤ k-1) ≤ α/2} and U = min{k: P(B ≤ k-1) ≥ 1-α/2} for n ≥ 0 observations, a quantile in [0, 1] and a confidence in (0, 1).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">n is negative, or a share not in its range.</exception>
    public static OrderStatisticInterval Of(long n, double quantile, double confidence)
    {
        Domain.Count(n);
        Domain.Probability(quantile);
        Domain.Level(confidence);
        double tail = (1 - confidence) / 2 * (1 + Slack);
        long lower = Last(0, n + 1, k => BinomialDistribution.AtMost(k - 1, n, quantile) <= tail);
        long upper = Last(0, n + 1, k => BinomialDistribution.AtLeast(k, n, quantile) > tail) + 1;
        double outside = BinomialDistribution.AtMost(lower - 1, n, quantile) + BinomialDistribution.AtLeast(upper, n, quantile);
        return new OrderStatisticInterval(lower, upper, 1 - outside);
    }

    // The last k in [from, to) that the falling condition holds for; it holds at from.
    private static long Last(long from, long to, Func<long, bool> holds)
    {
        while (to - from > 1)
        {
            long middle = from + ((to - from) / 2);
            if (holds(middle))
                from = middle;
            else
                to = middle;
        }

        return from;
    }
}
