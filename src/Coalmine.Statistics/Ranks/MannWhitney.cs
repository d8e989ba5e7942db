using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Ranks;

/// <summary>
/// The Mann-Whitney test with midranks: U counts the pairs in which the first sample is larger, ties as a half. Tests P(X > Y) = ½ only under equal shapes.
/// Guarantee: asymptotic; the exact p is exact.
/// </summary>
/// <remarks>Assumes independent values. Direction: U above half the pairs means that the first sample is larger. One planned look. O(N log N). Source: Mann
/// and Whitney 1947.</remarks>
/// <param name="U">The statistic.</param>
/// <param name="Variance">Its tie-corrected variance under the null; 0 where all values are tied.</param>
/// <param name="Pairs">Number of pairs n·m.</param>
public readonly record struct MannWhitney(double U, double Variance, double Pairs)
{
    /// <summary>The probability of superiority U/(nm): the honest effect size.</summary>
    public double Superiority => U / Pairs;

    /// <summary>z without continuity correction; 0 where all values are tied.</summary>
    public double Z => Standardised(0);

    /// <summary>z with the correction of ½ towards 0.</summary>
    public double CorrectedZ => Standardised(0.5 * Math.Sign(U - (Pairs / 2)));

    /// <summary>P(|Z| at least as large).</summary>
    public double TwoSided => NormalDistribution.TwoSided(Z);

    /// <summary>The same with continuity correction.</summary>
    public double CorrectedTwoSided => NormalDistribution.TwoSided(CorrectedZ);

    /// <summary>One-sided p with continuity correction, small when the first sample is larger; 1 where all values are tied.</summary>
    public double CorrectedGreater => Variance > 0 ? NormalDistribution.Upper(Standardised(0.5)) : 1;

    /// <summary>The test of two samples, each with a value.</summary>
    /// <exception cref="ArgumentException">A sample is empty, or a value is NaN.</exception>
    public static MannWhitney Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Domain.Ranked(x, 1);
        Domain.Ranked(y, 1);
        var ranks = PooledRanks.Of(x, y);
        double n = x.Length, m = y.Length, all = n + m;
        double u = ranks.X.Sum() - (n * (n + 1) / 2);
        double ties = all > 1 ? ranks.TieSum / (all * (all - 1)) : 0;
        return new MannWhitney(u, n * m / 12 * (all + 1 - ties), n * m);
    }

    /// <summary>Whether the exact p is worth computing for samples of these sizes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static bool HasExact(int n, int m)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfNegative(m);
        return RankSumDistribution.IsAffordable(n, (long)n + m);
    }

    /// <summary>The exact two-sided p, conditional on the ties: P(|U - nm/2| at least as large) over all splits of the pooled midranks.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The samples are too large: see <see cref="HasExact"/>.</exception>
    public static double ExactTwoSided(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Domain.Ranked(x, 1);
        Domain.Ranked(y, 1);
        if (!HasExact(x.Length, y.Length))
            throw new ArgumentOutOfRangeException(nameof(y), "The exact distribution is not affordable for samples of these sizes.");
        var ranks = PooledRanks.Of(x, y);
        bool isFirst = x.Length <= y.Length;
        double[] drawn = isFirst ? ranks.X : ranks.Y;
        int[] doubled = [.. ranks.X.Concat(ranks.Y).Select(rank => (int)(2 * rank))];
        double[] distribution = RankSumDistribution.Of(doubled, drawn.Length);
        int centre = drawn.Length * (ranks.Count + 1);
        int observed = Math.Abs((int)(2 * drawn.Sum()) - centre);
        double p = 0;
        for (int sum = 0; sum < distribution.Length; sum++)
            p += Math.Abs(sum - centre) >= observed ? distribution[sum] : 0;
        return Math.Min(1, p);
    }

    private double Standardised(double correction) => Variance > 0 ? (U - (Pairs / 2) - correction) / Math.Sqrt(Variance) : 0;
}
