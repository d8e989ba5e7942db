using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Comparisons;

/// <summary>
/// Fisher's exact test of two proportions, conditional on the margins. Guarantee: exact; its mid-p is nearly nominal and the better default for
/// monitoring.
/// </summary>
/// <remarks>Null: both rates are equal. Assumes independent requests; conditions on the number of events. Edges: without events, or with nothing but events,
/// every p is 1 and the mid-p ½. One planned look. O(log n) and the tails' terms. Source: Fisher 1935; mid-p Lancaster 1961.</remarks>
/// <param name="TwoSided">Sum over all tables that are at most as probable, with R's relative slack of 1e-7 (R 4.2.2, <c>fisher.test</c>).</param>
/// <param name="Greater">P(X₁ ≥ x₁): small when the canary's rate is higher.</param>
/// <param name="Less">P(X₁ ≤ x₁).</param>
/// <param name="MidGreater">Greater less half the probability of the observed table.</param>
public readonly record struct FisherExact(double TwoSided, double Greater, double Less, double MidGreater)
{
    /// <summary>Less minus half the probability of the observed table.</summary>
    public double MidLess => 1 - MidGreater;

    /// <summary>Two-sided mid-p: the two-sided p less half the probability of the observed table (Lancaster 1961). Nearly nominal, not exact.</summary>
    public double MidTwoSided => TwoSided - (Greater - MidGreater);

    // ln(1 + 1e-7): the slack is part of the definition, without it rounding decides ties.
    private const double Slack = 9.9999995e-8;

    /// <summary>The test for x₁ of n₁ against x₂ of n₂.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts are impossible: 0 ≤ x ≤ n ≤ 2⁵².</exception>
    public static FisherExact Test(long x1, long n1, long x2, long n2)
    {
        Domain.Events(x1, n1);
        Domain.Events(x2, n2);
        var tables = new HypergeometricDistribution(n1, n2, x1 + x2);
        double greater = tables.AtLeast(x1);
        double observed = tables.LogProbability(x1);
        return new FisherExact(TwoSidedTail(tables, observed + Slack), greater, tables.AtMost(x1), greater - (0.5 * Math.Exp(observed)));
    }

    private static double TwoSidedTail(in HypergeometricDistribution tables, double threshold)
    {
        if (tables.LogProbability(tables.Mode) <= threshold)
            return 1;

        // The probabilities rise up to the mode and fall after it: bisect for the last table on the left and the first on the right that count.
        long left = tables.Smallest - 1;
        long right = tables.Largest + 1;
        for (long over = tables.Mode; over - left > 1;)
        {
            long middle = left + ((over - left) / 2);
            if (tables.LogProbability(middle) <= threshold)
                left = middle;
            else
                over = middle;
        }

        for (long over = tables.Mode; right - over > 1;)
        {
            long middle = over + ((right - over) / 2);
            if (tables.LogProbability(middle) <= threshold)
                right = middle;
            else
                over = middle;
        }

        return Math.Min(1, tables.AtMost(left) + tables.AtLeast(right));
    }
}
