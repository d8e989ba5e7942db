namespace Coalmine.Statistics.Estimates;

/// <summary>Steady-state output of one long run, by batches.</summary>
public static class BatchMeans
{
    private const int TruncationBatch = 5;

    /// <summary>The mean over a number of equal consecutive batches (the rest dropped) with its t interval at a confidence in (0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two batches, or fewer values than batches.</exception>
    public static ReplicationMean Of(ReadOnlySpan<double> values, int batches, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batches, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batches, values.Length);
        return ReplicationMean.Of(Means(values, batches, values.Length / batches), confidence);
    }

    /// <summary>
    /// MSER-5 (White 1997): how many first values to drop, the first minimum of Σ(y - ȳ)²/(k - d)² over the means of fives, d up to half of them. At that
    /// limit the run is too short. Cost: linear.
    /// </summary>
    public static Truncation Truncation(ReadOnlySpan<double> values)
    {
        double[] means = Means(values, values.Length / TruncationBatch, TruncationBatch);
        if (means.Length < 2)
            return new Truncation(0, double.PositiveInfinity, true);
        double[] statistics = Statistics(means);
        int best = 0;
        for (int d = 1; d < statistics.Length; d++)
            best = statistics[d] < statistics[best] ? d : best;
        return new Truncation(best * TruncationBatch, statistics[best], best == statistics.Length - 1);
    }

    /// <summary>The means of a number of consecutive batches of a size.</summary>
    internal static double[] Means(ReadOnlySpan<double> values, int batches, int size)
    {
        double[] means = new double[batches];
        for (int b = 0; b < batches; b++)
            means[b] = CompensatedSum.Of(values.Slice(b * size, size)) / size;
        return means;
    }

    // From the end: mean and squares of ever more values, by Welford's recurrence (1962).
    private static double[] Statistics(double[] means)
    {
        double[] statistics = new double[(means.Length / 2) + 1];
        double mean = 0, squares = 0;
        for (int d = means.Length - 1; d >= 0; d--)
        {
            double kept = means.Length - d;
            double gap = means[d] - mean;
            mean += gap / kept;
            squares += gap * (means[d] - mean);
            if (d < statistics.Length)
                statistics[d] = squares / (kept * kept);
        }

        return statistics;
    }
}
