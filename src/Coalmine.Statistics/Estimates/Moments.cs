namespace Coalmine.Statistics.Estimates;

/// <summary>Mean and variance of a sample, in two passes with compensated sums.</summary>
/// <param name="Count">Number of values.</param>
/// <param name="Mean">Arithmetic mean; NaN without values.</param>
/// <param name="Variance">Sum of squared deviations over n - 1; NaN with fewer than two values.</param>
public readonly record struct Moments(long Count, double Mean, double Variance)
{
    /// <summary>
    /// The moments of a sample. The mean is NaN without values, the variance with fewer than two, and both where a value is NaN or infinite or its square
    /// overflows.
    /// </summary>
    public static Moments Of(ReadOnlySpan<double> values)
    {
        double mean = CompensatedSum.Of(values) / values.Length;
        var squares = default(CompensatedSum);
        foreach (double value in values)
            squares = squares.Plus((value - mean) * (value - mean));
        return new Moments(values.Length, mean, values.Length < 2 ? double.NaN : squares.Value / (values.Length - 1));
    }

    /// <summary>Standard error of the mean; NaN where the variance is, or is negative.</summary>
    public double StandardError => Math.Sqrt(Variance / Count);
}
