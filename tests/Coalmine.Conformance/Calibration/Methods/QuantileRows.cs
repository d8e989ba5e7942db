using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>
/// Quantiles of one and of two samples. The ranks miss the true quantile where the count of values below it leaves them. The two-sample p rejects only where the
/// counts at every value do, so that it is computed only at looks where those at the true quantile and at some values around it do.
/// </summary>
internal static class QuantileRows
{
    private const int Last = 10_000;
    private const int Pairs = 2000;
    private const double Alpha = 0.05;
    private const string Name = nameof(QuantileSequence);

    // Values around the quantile q, in units of 1 - q; the quantile itself first, since it seldom rejects.
    private static readonly double[] Witnesses = [0, -0.5, -0.3, -0.2, -0.1, -0.05, 0.05, 0.1, 0.2, 0.3, 0.5];

    private static readonly double K = BernoulliConfidenceSequence.Concentration(Alpha, 1000);

    public static IEnumerable<Experiment> All =>
    [
        Ranks("ranks of the median, tuned for 1000", 0.5),
        Ranks("ranks of the 99th percentile, tuned for 1000", 0.99),
        Equality("equal medians, two samples, one value each a look", 0.5),
        Equality("equal 99th percentiles, two samples, one value each a look", 0.99),
    ];

    private static Experiment Ranks(string setting, double quantile) => new(Name, setting, Last, Last, Alpha, () =>
    {
        (long Lower, long Upper)[] ranks = [(0, 1), .. Enumerable.Range(1, Last).Select(n => QuantileSequence.Ranks(n, quantile, Alpha, K))];
        return (ref Xoshiro256 random) => Misses(ref random, quantile, ranks);
    })
    {
        Error = Errors.Misses,
    };

    // The value of rank r lies above the quantile where fewer than r values lie below it.
    private static bool Misses(ref Xoshiro256 random, double quantile, (long Lower, long Upper)[] ranks)
    {
        long below = 0;
        for (int n = 1; n < ranks.Length; n++)
        {
            below += random.NextDouble() < quantile ? 1 : 0;
            if (below < ranks[n].Lower || below >= ranks[n].Upper)
                return true;
        }

        return false;
    }

    private static Experiment Equality(string setting, double quantile) => new(Name, setting, Pairs, 2 * Pairs, Alpha, () =>
    {
        double[][] logs = Enumerable.Range(0, Pairs + 1).Select(n => new double[n + 1]).ToArray();
        foreach (double[] row in logs)
            Array.Fill(row, double.NaN);
        return (ref Xoshiro256 random) => Rejects(ref random, quantile, logs);
    });

    // The table fills as counts occur; two threads may compute the same number twice, which is the same number.
    private static bool Rejects(ref Xoshiro256 random, double quantile, double[][] logs)
    {
        double[] first = new double[Pairs];
        double[] second = new double[Pairs];
        Span<double> values = stackalloc double[Witnesses.Length];
        Span<int> below1 = stackalloc int[Witnesses.Length];
        Span<int> below2 = stackalloc int[Witnesses.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = quantile + (Witnesses[i] * (1 - quantile));
        for (int n = 1; n <= Pairs; n++)
        {
            double one = first[n - 1] = random.NextOpenDouble();
            double other = second[n - 1] = random.NextOpenDouble();
            bool everywhere = true;
            for (int i = 0; i < values.Length; i++)
            {
                below1[i] += one <= values[i] ? 1 : 0;
                below2[i] += other <= values[i] ? 1 : 0;
                everywhere = everywhere && At(logs[n], below1[i], n, quantile) + At(logs[n], below2[i], n, quantile) >= -Math.Log(Alpha);
            }

            if (everywhere && QuantileSequence.EqualityP([.. first[..n].Order()], [.. second[..n].Order()], quantile, K) <= Alpha)
                return true;
        }

        return false;
    }

    private static double At(double[] row, int count, int n, double quantile)
    {
        double known = row[count];
        return double.IsNaN(known) ? row[count] = BernoulliConfidenceSequence.LogMartingale(count, n, quantile, K) : known;
    }
}
