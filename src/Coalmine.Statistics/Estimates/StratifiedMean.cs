using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Estimates;

/// <summary>A mean over strata whose weights are known: Σ W ȳ with variance Σ W² s²/n (Cochran 1977, chapter 5). Guarantee: asymptotic.</summary>
/// <param name="Estimate">Σ W ȳ.</param>
/// <param name="StandardError">√(Σ W² s²/n); +∞ where a stratum with a weight has fewer than two values.</param>
/// <param name="DegreesOfFreedom">Satterthwaite's effective number (1946); NaN without spread, or where the error is unknown.</param>
public readonly record struct StratifiedMean(double Estimate, double StandardError, double DegreesOfFreedom)
{
    /// <summary>The t interval at a confidence in (0, 1); a point without spread, the whole line where the error is unknown.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not in (0, 1).</exception>
    public Interval Interval(double confidence)
    {
        Domain.Level(confidence);
        if (StandardError == 0)
            return new Interval(Estimate, Estimate);
        if (!double.IsFinite(StandardError))
            return new Interval(double.NegativeInfinity, double.PositiveInfinity);
        double half = StudentT.UpperQuantile((1 - confidence) / 2, DegreesOfFreedom) * StandardError;
        return new Interval(Estimate - half, Estimate + half);
    }

    /// <summary>The mean over strata with weights that add up to 1; without an error the degrees of freedom are NaN.</summary>
    /// <exception cref="ArgumentException">
    /// The numbers of weights and strata differ, the weights do not add up to 1, or a stratum with a weight is empty.
    /// </exception>
    public static StratifiedMean Of(ReadOnlySpan<double> weights, IReadOnlyList<double[]> strata)
    {
        ArgumentNullException.ThrowIfNull(strata);
        if (weights.Length != strata.Count || !(Math.Abs(CompensatedSum.Of(weights) - 1) <= 1e-9))
            throw new ArgumentException("There is one weight a stratum, and they add up to 1.", nameof(weights));
        foreach (double[] stratum in strata)
            Domain.Values(stratum, 0, nameof(strata));
        double estimate = 0, variance = 0, spread = 0;
        for (int h = 0; h < weights.Length; h++)
        {
            if (weights[h] == 0)
                continue;
            Moments moments = Moments.Of(strata[h]);
            if (moments.Count == 0)
                throw new ArgumentException("A stratum with a weight has no value.", nameof(strata));
            double part = weights[h] * weights[h] * (moments.Count < 2 ? double.PositiveInfinity : moments.Variance / moments.Count);
            estimate += weights[h] * moments.Mean;
            variance += part;
            spread += part * part / (moments.Count - 1);
        }

        return new StratifiedMean(estimate, Math.Sqrt(variance), variance > 0 && double.IsFinite(variance) ? variance * variance / spread : double.NaN);
    }

    /// <summary>
    /// The shares of replications that make the variance smallest, W σ/Σ W σ (Neyman 1934); the weights themselves where no stratum has a spread.
    /// </summary>
    /// <exception cref="ArgumentException">Not as many deviations as weights, or one that is negative.</exception>
    public static double[] OptimalShares(ReadOnlySpan<double> weights, ReadOnlySpan<double> deviations)
    {
        if (weights.Length != deviations.Length)
            throw new ArgumentException("There is one deviation a stratum.", nameof(deviations));
        Domain.Counts(weights);
        Domain.Counts(deviations);
        double[] shares = new double[weights.Length];
        for (int h = 0; h < shares.Length; h++)
            shares[h] = weights[h] * deviations[h];
        double sum = CompensatedSum.Of(shares);
        return sum > 0 ? Array.ConvertAll(shares, share => share / sum) : weights.ToArray();
    }
}
