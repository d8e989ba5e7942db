using Coalmine.Statistics.Functions;

namespace Coalmine.Simulation.Tests;

/// <summary>
/// p-values of counts against their law. Tests with fixed seeds fail below <see cref="FalseAlarm"/>, which is then their false-alarm probability.
/// </summary>
internal static class GoodnessOfFit
{
    public const double FalseAlarm = 1e-5;

    /// <summary>
    /// Pearson's chi-square of counts against probabilities that add up to 1; categories with fewer than 5 expected are pooled into the last that has more.
    /// </summary>
    public static double OfCategories(IReadOnlyList<double> counts, IReadOnlyList<double> probabilities)
    {
        double total = counts.Sum();
        double statistic = 0;
        int categories = 0;
        double observed = 0;
        double expected = 0;
        for (int i = 0; i < counts.Count; i++)
        {
            observed += counts[i];
            expected += total * probabilities[i];
            if (expected < 5 || probabilities.Skip(i + 1).Sum() * total is > 0 and < 5)
                continue;
            statistic += (observed - expected) * (observed - expected) / expected;
            categories++;
            (observed, expected) = (0, 0);
        }

        return ChiSquareDistribution.Upper(statistic, categories - 1);
    }

    /// <summary>
    /// The smaller of the p-values of a sample's mean (normal, two-sided) and of its variance (chi-square, two-sided), for values that are nearly normal.
    /// </summary>
    public static double OfMoments(IReadOnlyCollection<double> values, double mean, double variance)
    {
        double z = (values.Average() - mean) / Math.Sqrt(variance / values.Count);
        double statistic = values.Sum(value => (value - mean) * (value - mean)) / variance;
        double upper = ChiSquareDistribution.Upper(statistic, values.Count);
        return Math.Min(NormalDistribution.TwoSided(z), 2 * Math.Min(upper, 1 - upper));
    }
}
