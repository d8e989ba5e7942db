using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Comparisons;

/// <summary>
/// One stratum's part in a stratified score test (Miettinen and Nurminen 1985, section 5; Farrington and Manning 1990): strata are periods in which traffic was
/// split by one weight, so that a baseline that moves from period to period cannot be taken for an effect. Sums over strata are a score with its variance:
/// z = Σ score / √(Σ variance). Hypothesis: the effect equals the margin; a positive score speaks for a larger one. Assumes independent trials; a
/// stratum without trials adds nothing. Cost: O(1). Guarantee: asymptotic at one look; at many with the boundaries of <c>Sequential</c>.
/// </summary>
/// <param name="Score">The estimated effect less the margin, times the information.</param>
/// <param name="Variance">Variance of the score at the rates restricted to the margin.</param>
/// <param name="Information">What the stratum is worth in trials of the canary against a baseline without error: n₁n₂/(n₁ + n₂) for differences.</param>
public readonly record struct StratumScore(double Score, double Variance, double Information)
{
    /// <summary>z; 0 where the variance is 0, since then there is no evidence.</summary>
    public double Z => Variance > 0 ? Score / Math.Sqrt(Variance) : 0;

    /// <summary>Adds a stratum; a NaN in either stays.</summary>
    public StratumScore Plus(in StratumScore other) => new(Score + other.Score, Variance + other.Variance, Information + other.Information);

    /// <summary>p₁ against a limit in (0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible, or the limit is not in (0, 1).</exception>
    public static StratumScore OfLimit(double x1, double n1, double limit)
    {
        Domain.Events(x1, n1);
        Domain.Level(limit);
        return n1 <= 0 ? default : new(x1 - (n1 * limit), n1 * limit * (1 - limit), n1);
    }

    /// <summary>p₁ - p₂ against a difference in [-1, 1].</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible, or the difference is not in [-1, 1].</exception>
    public static StratumScore OfDifference(double x1, double n1, double x2, double n2, double difference)
    {
        Domain.Events(x1, n1);
        Domain.Events(x2, n2);
        Domain.Difference(difference);
        if (n1 <= 0 || n2 <= 0)
            return default;
        double weight = n1 * n2 / (n1 + n2);
        (double p1, double p2) = RestrictedRates.ForDifference(x1, n1, x2, n2, difference);
        double variance = (p1 * (1 - p1) / n1) + (p2 * (1 - p2) / n2);
        return new(weight * ((x1 / n1) - (x2 / n2) - difference), weight * weight * variance, weight);
    }

    /// <summary>p₁ against ratio times p₂, ratio positive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible, or the ratio is not positive and finite.</exception>
    public static StratumScore OfRatio(double x1, double n1, double x2, double n2, double ratio)
    {
        Domain.Events(x1, n1);
        Domain.Events(x2, n2);
        Domain.Positive(ratio);
        if (n1 <= 0 || n2 <= 0)
            return default;
        double weight = n1 * n2 / (n2 + (ratio * n1));
        (double p1, double p2) = RestrictedRates.ForRatio(x1, n1, x2, n2, ratio);
        double variance = (p1 * (1 - p1) / n1) + (ratio * ratio * p2 * (1 - p2) / n2);
        return new(weight * ((x1 / n1) - (ratio * x2 / n2)), weight * weight * variance, weight);
    }
}
