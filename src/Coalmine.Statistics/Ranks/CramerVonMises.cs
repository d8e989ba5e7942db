using Coalmine.Statistics.Functions;
using MathNet.Numerics;

namespace Coalmine.Statistics.Ranks;

/// <summary>The two-sample Cramér-von Mises test (Anderson 1962). Guarantee: asymptotic; the exact p is exact without ties.</summary>
/// <remarks>Null: both samples have one distribution. Assumes independent, continuous values. Two-sided. One planned look. O(N log N); the exact p grows
/// steeply, for up to some 50 values a side.</remarks>
/// <param name="T">The statistic.</param>
/// <param name="FirstCount">Values of the first sample.</param>
/// <param name="SecondCount">Values of the second sample.</param>
public readonly record struct CramerVonMises(double T, int FirstCount, int SecondCount)
{
    /// <summary>The limit law's tail at the standardised statistic; NaN without values.</summary>
    public double LimitP
    {
        get
        {
            if (FirstCount < 1 || SecondCount < 1)
                return double.NaN;
            double n = FirstCount, m = SecondCount, all = n + m;
            double mean = (1 + (1 / all)) / 6;
            double variance = (all + 1) * ((4 * n * m * all) - (3 * ((n * n) + (m * m))) - (2 * n * m)) / (180 * all * all * n * m);
            double standardised = (1.0 / 6) + ((T - mean) / Math.Sqrt(45 * variance));
            return standardised < 0.003 ? 1 : Math.Max(0, 1 - LimitDistribution(standardised));
        }
    }

    /// <summary>The test of two samples, each with a value.</summary>
    /// <exception cref="ArgumentException">A sample is empty, or a value is NaN.</exception>
    public static CramerVonMises Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Domain.Ranked(x, 1);
        Domain.Ranked(y, 1);
        var ranks = PooledRanks.Of(x, y);
        double n = x.Length, m = y.Length;
        double u = (n * SquaredOffsets(ranks.X)) + (m * SquaredOffsets(ranks.Y));
        return new CramerVonMises((u / (n * m * (n + m))) - (((4 * n * m) - 1) / (6 * (n + m))), x.Length, y.Length);
    }

    /// <summary>Whether the exact p is worth computing for samples of these sizes: up to n·m = 2,500, some seconds at most.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static bool HasExact(int n, int m)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfNegative(m);
        return (long)n * m <= 2500;
    }

    /// <summary>
    /// P(T at least as large) over all splits without ties. On a path T·nm·N² is Σ(m·i - n·j)²: its distribution is carried cell by cell (Xiao, Gordon and
    /// Yakovlev 2007).
    /// </summary>
    /// <exception cref="InvalidOperationException">The samples are too large: see <see cref="HasExact"/>.</exception>
    public double ExactP()
    {
        int n = FirstCount, m = SecondCount;
        if (!HasExact(n, m))
            throw new InvalidOperationException("The exact distribution is not affordable for samples of these sizes.");
        double scale = (double)n * m * (n + m) * (n + m);
        var row = new Dictionary<long, double>[m + 1];
        for (int i = 0; i <= n; i++)
        {
            for (int j = 0; j <= m; j++)
            {
                long offset = ((long)m * i) - ((long)n * j);
                double left = n + m - i - j + 1;
                var cell = new Dictionary<long, double>();
                if (i == 0 && j == 0)
                    cell[0] = 1;
                if (i > 0)
                    Add(cell, row[j], offset * offset, (n - i + 1) / left);
                if (j > 0)
                    Add(cell, row[j - 1], offset * offset, (m - j + 1) / left);
                row[j] = cell;
            }
        }

        double observed = (T * scale) - (1e-9 * scale);
        return Math.Min(1, row[m].Where(pair => pair.Key >= observed).Sum(pair => pair.Value));
    }

    private static void Add(Dictionary<long, double> cell, Dictionary<long, double> from, long step, double probability)
    {
        foreach ((long value, double weight) in from)
            cell[value + step] = cell.GetValueOrDefault(value + step) + (weight * probability);
    }

    private static double SquaredOffsets(double[] ranks)
    {
        Array.Sort(ranks);
        double sum = 0;
        for (int i = 0; i < ranks.Length; i++)
            sum += (ranks[i] - i - 1) * (ranks[i] - i - 1);
        return sum;
    }

    // Anderson and Darling 1952, eq. 4.35.
    private static double LimitDistribution(double x)
    {
        double sum = 0;
        double logGamma = Math.Log(Math.PI) / 2;
        for (int k = 0; k < 200; k++)
        {
            double y = (4 * k) + 1;
            double q = y * y / (16 * x);
            double term = Math.Exp(logGamma - (2 * q)) * Math.Sqrt(y) * SpecialFunctions.BesselKScaled(0.25, q);
            sum += term;
            if (term < sum * 1e-18)
                break;
            logGamma += Math.Log((k + 0.5) / (k + 1));
        }

        return sum / (Math.Pow(Math.PI, 1.5) * Math.Sqrt(x));
    }
}
