namespace Coalmine.Statistics.Comparisons;

/// <summary>What a t test needs of a sample.</summary>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="StandardDeviation">Standard deviation with divisor n - 1.</param>
/// <param name="Count">Number of values.</param>
public readonly record struct SampleSummary(double Mean, double StandardDeviation, double Count)
{
    /// <summary>Squared standard error of the mean.</summary>
    public double VarianceOfMean => StandardDeviation * StandardDeviation / Count;
}
