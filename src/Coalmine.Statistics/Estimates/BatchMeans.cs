namespace Coalmine.Statistics.Estimates;

/// <summary>Steady-state output of one long run, by batches.</summary>
public static class BatchMeans
{
    private const int TruncationBatch = 5;

    /// <summary>The mean over a number of equal consecutive batches (the rest dropped) with its t interval at a confidence in (0, 1).</summary>
    public static ReplicationMean Of(ReadOnlySpan<double> values, int batches, double confidence) =>
        ReplicationMean.Of(Means(values, batches, values.Length / batches), confidence);

    /// <summary>
    /// MSER-5 (White 1997): how many first values to drop, the first minimum of Σ(y - ȳ)²/(k - d)² over the means of fives, d up to half of them. At that
    /// limit the run is too short.
    /// </summary>
    public static (int Values, double Statistic) Truncation(ReadOnlySpan<double> values)
    {
        double[] means = Means(values, values.Length / TruncationBatch, TruncationBatch);
        int best = 0;
        double smallest = double.PositiveInfinity;
        for (int d = 0; d <= means.Length / 2; d++)
        {
            double[] kept = means[d..];
            double mean = CompensatedSum.Of(kept) / kept.Length;
            double statistic = kept.Sum(y => (y - mean) * (y - mean)) / ((double)kept.Length * kept.Length);
            if (statistic < smallest)
                (best, smallest) = (d, statistic);
        }

        return (best * TruncationBatch, smallest);
    }

    private static double[] Means(ReadOnlySpan<double> values, int batches, int size)
    {
        double[] means = new double[batches];
        for (int b = 0; b < batches; b++)
            means[b] = CompensatedSum.Of(values.Slice(b * size, size)) / size;
        return means;
    }
}
