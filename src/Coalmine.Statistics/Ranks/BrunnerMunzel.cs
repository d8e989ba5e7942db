using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Ranks;

/// <summary>
/// Brunner and Munzel's test of P(X &lt; Y) = ½ without equal spreads (2000), t approximation: needs about 10 values a side. Guarantee: asymptotic.
/// </summary>
/// <remarks>Null: P(X &lt; Y) + P(X = Y)/2 = ½. Assumes independent values. One planned look. O(N log N).</remarks>
/// <param name="Statistic">Positive when the second sample tends to be larger.</param>
/// <param name="DegreesOfFreedom">Of the t approximation.</param>
/// <param name="SecondLarger">P(X &lt; Y) + P(X = Y)/2.</param>
public readonly record struct BrunnerMunzel(double Statistic, double DegreesOfFreedom, double SecondLarger)
{
    /// <summary>P(|T| at least as large); NaN where the test is not defined.</summary>
    public double TwoSided => IsDefined ? StudentT.TwoSided(Statistic, DegreesOfFreedom) : double.NaN;

    /// <summary>Whether the test can answer: with complete separation both variances are 0, and the exact Mann-Whitney test must do.</summary>
    public bool IsDefined => double.IsFinite(Statistic) && double.IsFinite(DegreesOfFreedom);

    /// <summary>The test of two samples with two values each; with complete separation the statistic is infinite and the degrees of freedom are NaN.</summary>
    /// <exception cref="ArgumentException">A sample has fewer than two values, or one that is NaN.</exception>
    public static BrunnerMunzel Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Domain.Ranked(x, 2);
        Domain.Ranked(y, 2);
        var pooled = PooledRanks.Of(x, y);
        double n = x.Length, m = y.Length;
        double meanX = pooled.X.Average(), meanY = pooled.Y.Average();
        double varianceX = Variance(pooled.X, PooledRanks.Of(x.ToArray(), out _), meanX);
        double varianceY = Variance(pooled.Y, PooledRanks.Of(y.ToArray(), out _), meanY);
        double a = n * varianceX, b = m * varianceY;
        double statistic = n * m * (meanY - meanX) / ((n + m) * Math.Sqrt(a + b));
        double degrees = (a + b) * (a + b) / ((a * a / (n - 1)) + (b * b / (m - 1)));
        return new BrunnerMunzel(statistic, degrees, (meanY - ((m + 1) / 2)) / n);
    }

    private static double Variance(double[] pooled, double[] internalRanks, double mean)
    {
        double centre = mean - ((pooled.Length + 1) / 2.0);
        double sum = 0;
        for (int i = 0; i < pooled.Length; i++)
            sum += Math.Pow(pooled[i] - internalRanks[i] - centre, 2);
        return sum / (pooled.Length - 1);
    }
}
