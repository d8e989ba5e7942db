using Coalmine.Statistics.Estimates;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Random;

namespace Coalmine.Statistics.Dispersion;

/// <summary>
/// The circular block bootstrap of a mean (Politis and Romano 1992): blocks of consecutive values, wrapped at the end, are drawn with replacement until as
/// many values are together. Keeps dependence shorter than a block. Assumes a stationary series, many blocks. Guarantee: asymptotic, one look.
/// O(resamples·blocks), since sums of blocks come from running sums.
/// </summary>
/// <param name="Mean">The mean of the series.</param>
/// <param name="StandardError">Standard deviation of the resampled means.</param>
/// <param name="Percentiles">The percentile interval at the confidence asked for.</param>
public readonly record struct BlockBootstrap(double Mean, double StandardError, Interval Percentiles)
{
    /// <summary>The block length that grows as the variance of a mean wants it, n^(1/3), at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">n is negative.</exception>
    public static int UsualBlock(int n)
    {
        Domain.Count(n);
        return Math.Max(1, (int)Math.Round(Math.Cbrt(n)));
    }

    /// <summary>The bootstrap with blocks of a length between 1 and the number of values, at a confidence in (0, 1), from a given stream.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// No values or one that is not finite, an impossible block, fewer than two resamples, or a confidence outside (0, 1).
    /// </exception>
    public static BlockBootstrap Of(ReadOnlySpan<double> values, int block, int resamples, double confidence, ref Xoshiro256 stream)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(block, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(block, values.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 2);
        Domain.Values(values);
        Domain.Level(confidence);
        int n = values.Length;
        double mean = Moments.Of(values).Mean;
        double[] running = new double[n + block + 1];
        for (int i = 0; i < n + block; i++)
            running[i + 1] = running[i] + (values[i % n] - mean);
        double[] means = new double[resamples];
        for (int r = 0; r < resamples; r++)
        {
            double sum = 0;
            for (int taken = 0; taken < n; taken += block)
            {
                int start = (int)(stream.NextDouble() * n);
                sum += running[start + Math.Min(block, n - taken)] - running[start];
            }

            means[r] = mean + (sum / n);
        }

        double error = Math.Sqrt(Moments.Of(means).Variance);
        Array.Sort(means);
        double tail = (1 - confidence) / 2;
        int low = Math.Clamp((int)Math.Floor(tail * (resamples + 1)) - 1, 0, resamples - 1);
        return new BlockBootstrap(mean, error, new Interval(means[low], means[resamples - 1 - low]));
    }
}
