using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Estimates;

/// <summary>Values that depend on their predecessors.</summary>
public static class SerialDependence
{
    /// <summary>Effective number of independent values for the mean of a first-order autoregression: n(1 - ρ)/(1 + ρ).</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is negative, or the correlation not in (-1, 1].</exception>
    public static double EffectiveSize(double n, double correlation)
    {
        Domain.Count(n);
        Domain.Difference(correlation);
        ArgumentOutOfRangeException.ThrowIfEqual(correlation, -1);
        return n * (1 - correlation) / (1 + correlation);
    }

    /// <summary>The correlation of values with those a lag later, γ_l/γ₀ with divisor n; 0 where all values are alike or fewer than the lag needs.</summary>
    /// <exception cref="ArgumentException">There are no values, one is not finite, or the lag is negative.</exception>
    public static double Correlation(ReadOnlySpan<double> values, int lag)
    {
        Domain.Values(values, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(lag);
        double mean = Moments.Of(values).Mean;
        double variance = 0, covariance = 0;
        for (int i = 0; i < values.Length; i++)
        {
            variance += (values[i] - mean) * (values[i] - mean);
            if ((long)i + lag < values.Length)
                covariance += (values[i] - mean) * (values[i + lag] - mean);
        }

        return variance > 0 ? covariance / variance : 0;
    }

    /// <summary>Newey and West's variance of the mean: [γ₀ + 2Σ(1 - l/(L + 1))γ_l]/n with Bartlett weights up to a lag, γ_l with divisor n.</summary>
    /// <exception cref="ArgumentException">There are no values, one is not finite, or the lag is negative.</exception>
    public static double VarianceOfMean(ReadOnlySpan<double> values, int lag)
    {
        Domain.Values(values, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(lag);
        double mean = Moments.Of(values).Mean;
        double sum = 0;
        for (int l = 0; l <= lag && l < values.Length; l++)
        {
            double covariance = 0;
            for (int i = 0; i + l < values.Length; i++)
                covariance += (values[i] - mean) * (values[i + l] - mean) / values.Length;
            sum += l == 0 ? covariance : 2 * (1 - ((double)l / (lag + 1))) * covariance;
        }

        return sum / values.Length;
    }
}
