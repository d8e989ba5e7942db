using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Comparisons;

/// <summary>Sample-ratio mismatch: was the configured weight honoured? Check it before any test that relies on the weight.</summary>
/// <remarks>Null: every request goes to the canary with the configured probability. Assumes that requests are routed independently (sticky sessions are not:
/// count sessions). Two-sided. O(1). Under repeated looks: <see cref="Sequential.MultinomialMixture"/> with k = 1000.</remarks>
public static class SampleRatio
{
    /// <summary>
    /// Pearson's X² of the requests against the shares (weight, 1 - weight), one degree of freedom; needs a request. Guarantee: asymptotic, one look.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or the weight is not in (0, 1).</exception>
    public static double ChiSquare(double canary, double baseline, double weight)
    {
        Domain.Count(canary);
        Domain.Count(baseline);
        Domain.Level(weight);
        double all = canary + baseline;
        double distance = canary - (all * weight);
        return distance == 0 ? 0 : distance * distance / (all * weight * (1 - weight));
    }

    /// <summary>P(X² at least as large); NaN at NaN.</summary>
    public static double Tail(double chiSquare) => ChiSquareDistribution.Upper(chiSquare, 1);
}
