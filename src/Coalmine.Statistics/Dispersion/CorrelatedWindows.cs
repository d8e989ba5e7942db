using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Estimates;
using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Dispersion;

/// <summary>
/// A comparison of arms over consecutive windows that depend on each other: canary less baseline window by window first, which cancels the shocks they share,
/// then the mean of these differences with Newey and West's variance (1987). Assumes a stationary difference and correlation that dies out within the lag.
/// Guarantee: asymptotic in the number of windows (some tens at least), one look. O(windows·lag).
/// </summary>
/// <param name="Difference">Mean difference; positive when the canary is higher.</param>
/// <param name="StandardError">Its standard error, dependence taken into account.</param>
/// <param name="Lag">The lag used.</param>
/// <param name="FirstCorrelation">Correlation of neighbouring differences; 0 where they do not vary.</param>
public readonly record struct CorrelatedWindows(double Difference, double StandardError, int Lag, double FirstCorrelation)
{
    /// <summary>z of "no difference"; 0 where the differences do not vary.</summary>
    public ZTest Test => new(StandardError > 0 ? Difference / StandardError : 0);

    /// <summary>Newey and West's usual lag for n values: ⌊4(n/100)^(2/9)⌋.</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is negative.</exception>
    public static int UsualLag(int n)
    {
        Domain.Count(n);
        return (int)Math.Floor(4 * Math.Pow(n / 100.0, 2.0 / 9));
    }

    /// <summary>Compares values of the same windows, at least two, with the usual lag.</summary>
    /// <exception cref="ArgumentException">The arms have different numbers of windows, fewer than two, or a value that is not finite.</exception>
    public static CorrelatedWindows Of(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline) => Of(canary, baseline, UsualLag(canary.Length));

    /// <summary>Compares values of the same windows, at least two, with a lag of at least 0.</summary>
    /// <exception cref="ArgumentException">The arms have different numbers of windows, fewer than two, or a value that is not finite.</exception>
    public static CorrelatedWindows Of(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline, int lag)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lag);
        if (canary.Length != baseline.Length || canary.Length < 2)
            throw new ArgumentException("Both arms have the same windows, at least two.", nameof(baseline));
        Domain.Values(canary);
        Domain.Values(baseline);
        double[] differences = new double[canary.Length];
        for (int i = 0; i < differences.Length; i++)
            differences[i] = canary[i] - baseline[i];
        double mean = Moments.Of(differences).Mean, squares = 0, products = 0;
        for (int i = 0; i < differences.Length; i++)
        {
            squares += (differences[i] - mean) * (differences[i] - mean);
            products += i > 0 ? (differences[i] - mean) * (differences[i - 1] - mean) : 0;
        }

        double variance = SerialDependence.VarianceOfMean(differences, lag);
        return new CorrelatedWindows(mean, Math.Sqrt(Math.Max(0, variance)), lag, squares > 0 ? products / squares : 0);
    }
}
