using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.RareEvents;

/// <summary>Importance sampling of a binomial tail by exponential tilting: what one draw is worth, plain and tilted.</summary>
/// <param name="Probability">P(X ≥ k) under Bin(n, p).</param>
/// <param name="PlainDeviation">Relative standard deviation of one plain draw, √((1 - P)/P).</param>
/// <param name="TiltedDeviation">The same of one draw from Bin(n, q) with its weight: √(E[w; X ≥ k]/P² - 1).</param>
public readonly record struct TiltedBinomial(double Probability, double PlainDeviation, double TiltedDeviation)
{
    /// <summary>The figures for a threshold of k of n, a rate p and a tilted rate q, both in (0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is negative, k above n, or a rate not in (0, 1).</exception>
    public static TiltedBinomial Of(int n, int k, double rate, double tiltedRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, n);
        Domain.Level(rate);
        Domain.Level(tiltedRate);
        double probability = BinomialDistribution.AtLeast(k, n, rate);
        double hit = Math.Log(rate / tiltedRate);
        double miss = Logarithms.OnePlus(-rate) - Logarithms.OnePlus(-tiltedRate);
        double second = 0;
        for (int x = Math.Max(0, k); x <= n; x++)
            second += Math.Exp(BinomialDistribution.LogProbability(x, n, rate) + (x * hit) + ((n - x) * miss));
        double tilted = (second / (probability * probability)) - 1;
        return new TiltedBinomial(probability, Math.Sqrt(BinomialDistribution.AtMost(k - 1L, n, rate) / probability), Math.Sqrt(Math.Max(0, tilted)));
    }
}
