namespace Coalmine.Statistics.Ranks;

/// <summary>Midranks of two samples in their pool.</summary>
internal sealed class PooledRanks
{
    private PooledRanks(double[] x, double[] y, double tieSum)
    {
        X = x;
        Y = y;
        TieSum = tieSum;
    }

    /// <summary>Midrank of each value of the first sample.</summary>
    public double[] X { get; }

    /// <summary>Midrank of each value of the second sample.</summary>
    public double[] Y { get; }

    /// <summary>Σ(t³ - t) over the groups of tied values.</summary>
    public double TieSum { get; }

    /// <summary>All values.</summary>
    public int Count => X.Length + Y.Length;

    /// <summary>Ranks two samples together.</summary>
    public static PooledRanks Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double[] ranks = Of([.. x, .. y], out double ties);
        return new PooledRanks(ranks[..x.Length], ranks[x.Length..], ties);
    }

    /// <summary>The midrank of each value of one sample, and Σ(t³ - t) over its ties.</summary>
    public static double[] Of(double[] values, out double tieSum)
    {
        double[] sorted = [.. values];
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort(sorted, order);
        double[] ranks = new double[values.Length];
        tieSum = 0;
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            to = from + 1;
            while (to < sorted.Length && sorted[to] == sorted[from])
                to++;
            double tied = to - from;
            tieSum += (tied * tied * tied) - tied;
            for (int i = from; i < to; i++)
                ranks[order[i]] = (from + to + 1) / 2.0;
        }

        return ranks;
    }
}
