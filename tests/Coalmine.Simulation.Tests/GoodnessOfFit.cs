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

    /// <summary>
    /// The smaller of the two-sided p-values of a sample's mean and of its variance about that mean, for many values of any law: by the central limit theorem,
    /// with the variance of the squares as the sample has it.
    /// </summary>
    public static double OfAnyMoments(IReadOnlyCollection<double> values, double mean, double variance)
    {
        double[] squares = [.. values.Select(value => (value - mean) * (value - mean))];
        double average = squares.Average();
        double spread = squares.Sum(square => (square - average) * (square - average)) / squares.Length;
        return Math.Min(
            NormalDistribution.TwoSided((values.Average() - mean) / Math.Sqrt(variance / squares.Length)),
            NormalDistribution.TwoSided((average - variance) / Math.Sqrt(spread / squares.Length)));
    }

    /// <summary>Pearson's chi-square over twenty classes of values that should be uniform between 0 and 1.</summary>
    public static double OfUniform(IReadOnlyCollection<double> values)
    {
        double[] counts = new double[20];
        foreach (double value in values)
            counts[Math.Min(19, (int)(20 * value))]++;
        return OfCategories(counts, [.. Enumerable.Repeat(0.05, 20)]);
    }

    /// <summary>Fails below <see cref="FalseAlarm"/>.</summary>
    public static void Accept(double p) => Assert.True(p > FalseAlarm, $"p = {p}");
}
