namespace Coalmine.Workbench.Replications;

/// <summary>
/// Count, mean and sum of squared deviations (Welford 1962; merged as Chan, Golub and LeVeque 1979 do). Merging blocks in a fixed order gives the same bytes
/// whoever
/// made the blocks.
/// </summary>
/// <param name="Count">Values seen.</param>
/// <param name="Mean">Their mean; 0 without values.</param>
/// <param name="Squares">Sum of squared deviations from the mean.</param>
public readonly record struct Moments(long Count, double Mean, double Squares)
{
    /// <summary>Sample variance; 0 with fewer than two values.</summary>
    public double Variance => Count < 2 ? 0 : Squares / (Count - 1);

    /// <summary>Standard error of the mean; 0 with fewer than two values.</summary>
    public double StandardError => Count < 2 ? 0 : Math.Sqrt(Variance / Count);

    /// <summary>With one value more.</summary>
    public Moments With(double value)
    {
        long count = Count + 1;
        double delta = value - Mean;
        double mean = Mean + (delta / count);
        return new Moments(count, mean, Squares + (delta * (value - mean)));
    }

    /// <summary>With the values of a later block.</summary>
    public Moments With(in Moments later)
    {
        if (Count == 0)
            return later;
        if (later.Count == 0)
            return this;
        long count = Count + later.Count;
        double delta = later.Mean - Mean;
        double mean = Mean + (delta * later.Count / count);
        return new Moments(count, mean, Squares + later.Squares + (delta * delta * Count * later.Count / count));
    }
}
