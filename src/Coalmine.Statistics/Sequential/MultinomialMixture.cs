using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// The Dirichlet-multinomial e-process on which category each event fell into (Lindon and Malek 2022; savvi): two-sided, valid for time-inhomogeneous
/// Poisson and Bernoulli streams. Guarantee: anytime-valid.
/// </summary>
/// <remarks>Null: the shares are θ. Assumes that each event's category given the past has the null shares. O(categories).</remarks>
public static class MultinomialMixture
{
    /// <summary>
    /// ln e = ln B(kθ + c) - ln B(kθ) - Σ c·ln θ for counts c and null shares θ that sum to 1, at concentration k > 0 (100 is usual, 1000 for sample
    /// ratios). A count in a category of share 0 gives +∞.
    /// </summary>
    /// <exception cref="ArgumentException">Not as many shares as counts, none, or one out of its range.</exception>
    public static double LogE(ReadOnlySpan<double> counts, ReadOnlySpan<double> shares, double k)
    {
        if (counts.Length != shares.Length || counts.IsEmpty)
            throw new ArgumentException("Each category has one count and one share.", nameof(shares));
        Domain.Counts(counts);
        foreach (double share in shares)
            Domain.Probability(share, nameof(shares));
        Domain.Trials(k);
        double n = 0;
        int categories = 0;
        double sum = 0;
        foreach (double count in counts)
            n += count;
        double s = k + n;
        for (int i = 0; i < counts.Length; i++)
        {
            if (shares[i] <= 0)
            {
                if (counts[i] > 0)
                    return double.PositiveInfinity;
                continue;
            }

            categories++;
            double prior = k * shares[i];
            double value = prior + counts[i];
            sum += BetaBinomialMartingale.LogRatioTimes(value - 0.5, value, s * shares[i], counts[i] - (n * shares[i]))
                + GammaFunction.StirlingError(value) - GammaFunction.StirlingError(prior);
        }

        return sum - (0.5 * (categories - 1) * Math.Log(s / k)) - GammaFunction.StirlingError(s) + GammaFunction.StirlingError(k);
    }
}
