using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Comparisons;

/// <summary>What a t test needs of a sample.</summary>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="StandardDeviation">Standard deviation with divisor n - 1.</param>
/// <param name="Count">Number of values.</param>
public readonly record struct SampleSummary(double Mean, double StandardDeviation, double Count)
{
    /// <summary>Squared standard error of the mean; +∞ without values.</summary>
    public double VarianceOfMean => Count > 0 ? StandardDeviation * StandardDeviation / Count : double.PositiveInfinity;

    /// <summary>Refuses what no sample can have: NaN, infinities, a negative deviation or count.</summary>
    internal void Check(string name)
    {
        Domain.Value(Mean, name);
        Domain.Nonnegative(StandardDeviation, name);
        Domain.Count(Count, name);
    }
}
