namespace Coalmine.Statistics.RareEvents;

/// <summary>Fixed-effort splitting: the probability of passing all levels, from the runs started and passed at each.</summary>
/// <param name="Probability">Π r/n.</param>
/// <param name="RelativeError">√Σ(1 - p)/(n·p), p = r/n; +∞ where a level was never passed.</param>
public readonly record struct Splitting(double Probability, double RelativeError)
{
    /// <summary>The estimate; each level has runs.</summary>
    public static Splitting Of(ReadOnlySpan<double> runs, ReadOnlySpan<double> passed)
    {
        double product = 1, variance = 0;
        for (int i = 0; i < runs.Length; i++)
        {
            double p = passed[i] / runs[i];
            product *= p;
            variance += (1 - p) / (runs[i] * p);
        }

        return new Splitting(product, Math.Sqrt(variance));
    }
}
