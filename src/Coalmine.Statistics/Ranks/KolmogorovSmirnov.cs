using Coalmine.Statistics.Functions;

namespace Coalmine.Statistics.Ranks;

/// <summary>
/// The two-sample Kolmogorov-Smirnov test. Weak in the tails: it does not see a p99 regression. Guarantee: asymptotic; the exact p is exact, conditional on
/// the ties (R 4.2.2, <c>ks.test(exact = TRUE)</c>).
/// </summary>
/// <remarks>Null: both samples have one distribution. Assumes independent values. Two-sided. One planned look; under repeated ones <see
/// cref="Sequential.DistributionBand"/>. O(N log N). Source: Kolmogorov 1933, Smirnov 1939.</remarks>
public sealed class KolmogorovSmirnov
{
    private readonly int n;
    private readonly int m;
    private readonly bool[] isBlockEnd;
    private readonly long distance;

    private KolmogorovSmirnov(int n, int m, bool[] isBlockEnd, long distance)
    {
        this.n = n;
        this.m = m;
        this.isBlockEnd = isBlockEnd;
        this.distance = distance;
    }

    /// <summary>The largest distance of the two distribution functions.</summary>
    public double Distance => (double)distance / ((long)n * m);

    /// <summary>Kolmogorov's limit p at √(nm/(n + m)) times the distance.</summary>
    public double LimitP => KolmogorovDistribution.Upper(Math.Sqrt((double)n * m / (n + m)) * Distance);

    /// <summary>The test of two samples, each with a value.</summary>
    /// <exception cref="ArgumentException">A sample is empty, or a value is NaN.</exception>
    public static KolmogorovSmirnov Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Domain.Ranked(x, 1);
        Domain.Ranked(y, 1);
        double[] values = [.. x, .. y];
        bool[] isFirst = [.. Enumerable.Repeat(true, x.Length), .. Enumerable.Repeat(false, y.Length)];
        Array.Sort(values, isFirst);
        bool[] ends = new bool[values.Length];
        long first = 0, second = 0, largest = 0;
        for (int i = 0; i < values.Length; i++)
        {
            _ = isFirst[i] ? first++ : second++;
            ends[i] = i == values.Length - 1 || values[i + 1] != values[i];
            if (ends[i])
                largest = Math.Max(largest, Math.Abs((first * y.Length) - (second * x.Length)));
        }

        return new KolmogorovSmirnov(x.Length, y.Length, ends, largest);
    }

    /// <summary>P(D at least as large) over all orders of the pooled values, by lattice paths that are checked at the ends of tie blocks; O(nm).</summary>
    public double ExactP()
    {
        double[] reached = new double[m + 1];
        double p = 0;
        for (int i = 0; i <= n; i++)
        {
            for (int j = 0; j <= m; j++)
            {
                int step = i + j;
                double left = step == 0 ? 1 : n + m - step + 1;
                double fromAbove = i > 0 ? reached[j] * (n - i + 1) / left : 0;
                double fromLeft = j > 0 ? reached[j - 1] * (m - j + 1) / left : 0;
                double probability = step == 0 ? 1 : fromAbove + fromLeft;
                if (step > 0 && isBlockEnd[step - 1] && Math.Abs(((long)i * m) - ((long)j * n)) >= distance)
                {
                    p += probability;
                    probability = 0;
                }

                reached[j] = probability;
            }
        }

        return Math.Min(1, p);
    }
}
