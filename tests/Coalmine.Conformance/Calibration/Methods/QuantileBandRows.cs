using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>
/// Median, 90th and 99th percentile of two samples of one law at once. A difference is only missed where an arm's own interval misses, so the differences are
/// computed at such looks alone.
/// </summary>
internal static class QuantileBandRows
{
    private const int Last = 1000;
    private const double Alpha = 0.05;

    private static readonly double[] Quantiles = [0.5, 0.9, 0.99];

    public static IEnumerable<Experiment> All =>
    [
        new(nameof(QuantileBand), "differences of median, 90th and 99th percentile at once; one value each a look", Last, 2 * Last, Alpha, () =>
        {
            (long Lower, long Upper)[][] ranks = [.. Enumerable.Range(0, Last + 1).Select(n => Quantiles
                .Select(q => QuantileBand.Ranks(n, q, n == 0 ? 1 : DistributionBand.Radius(n, Alpha / 2))).ToArray())];
            return (ref Xoshiro256 random) => Misses(ref random, ranks);
        })
        {
            Error = Errors.Misses,
        },
    ];

    private static bool Misses(ref Xoshiro256 random, (long Lower, long Upper)[][] ranks)
    {
        double[] canary = new double[Last];
        double[] baseline = new double[Last];
        Span<long> below1 = stackalloc long[Quantiles.Length];
        Span<long> below2 = stackalloc long[Quantiles.Length];
        for (int n = 1; n <= Last; n++)
        {
            canary[n - 1] = random.NextOpenDouble();
            baseline[n - 1] = random.NextOpenDouble();
            for (int i = 0; i < Quantiles.Length; i++)
            {
                below1[i] += canary[n - 1] <= Quantiles[i] ? 1 : 0;
                below2[i] += baseline[n - 1] <= Quantiles[i] ? 1 : 0;
                if (Holds(below1[i], ranks[n][i]) && Holds(below2[i], ranks[n][i]))
                    continue;
                if (!QuantileBand.Difference([.. canary[..n].Order()], [.. baseline[..n].Order()], Quantiles[i], Alpha).Contains(0))
                    return true;
            }
        }

        return false;
    }

    private static bool Holds(long below, (long Lower, long Upper) ranks) => below >= ranks.Lower && below < ranks.Upper;
}
