using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Quantiles;

namespace Coalmine.Statistics.Estimates;

/// <summary>
/// A quantile of non-negative durations, some censored at a horizon, with its order-statistic interval: censoring only hides the largest values, so ranks
/// stay valid (the mean of the finished ones would not). Guarantee: exact, with the coverage printed.
/// </summary>
/// <param name="Point">The sample quantile X_(⌈qn⌉).</param>
/// <param name="Lower">Lower end; 0 where no observation bounds it.</param>
/// <param name="Upper">Upper end; +∞ where no observation bounds it.</param>
/// <param name="Coverage">Probability that the interval covers the quantile: at least the confidence.</param>
public readonly record struct DurationQuantile(CensoredValue Point, CensoredValue Lower, CensoredValue Upper, double Coverage)
{
    /// <summary>The quantile of the known durations, sorted, and of a number of others that exceed the horizon; no duration at all gives [0, +∞].</summary>
    /// <exception cref="ArgumentException">The durations are not sorted, a count is negative, the horizon NaN, or a share out of its range.</exception>
    public static DurationQuantile Of(ReadOnlySpan<double> sorted, long censored, double horizon, double quantile, double confidence)
    {
        Domain.Sorted(sorted);
        Domain.Count(censored);
        Domain.Number(horizon);
        long n = sorted.Length + censored;
        var ranks = OrderStatisticInterval.Of(n, quantile, confidence);
        long point = Math.Max(1, (long)Math.Ceiling((quantile * n) - 1e-9));
        return new DurationQuantile(
            AtRank(sorted, n, point, horizon),
            ranks.Lower == 0 ? CensoredValue.Known(0) : AtRank(sorted, n, ranks.Lower, horizon),
            AtRank(sorted, n, ranks.Upper, horizon),
            ranks.Coverage);
    }

    private static CensoredValue AtRank(ReadOnlySpan<double> sorted, long n, long rank, double horizon)
    {
        if (rank > n)
            return CensoredValue.Known(double.PositiveInfinity);
        return rank > sorted.Length ? CensoredValue.Beyond(horizon) : CensoredValue.Known(sorted[(int)rank - 1]);
    }
}
