namespace Coalmine.Statistics.RareEvents;

/// <summary>
/// Choice of levels from a pilot: each is set where a share of the runs that start at the one before gets past it. A fifth is close to the best, e⁻² = 0.135
/// (L'Ecuyer, Demers and Tuffin 2007), and forgives more. Levels must be fixed before the runs that are counted, or the estimate is biased.
/// </summary>
public static class SplittingLevels
{
    /// <summary>The share that is aimed at.</summary>
    public const double Passing = 0.2;

    /// <summary>
    /// The next level: the highest value that at least the share of the runs reached. Where that is no further than the level before (many ended on the same
    /// value), the lowest value beyond it; null where no run got beyond. A first level must be beyond what every run reached, for that parts nobody from
    /// anybody; +∞, the event itself, may be reached by all.
    /// </summary>
    /// <param name="highest">How far each run got; NaN is refused.</param>
    /// <param name="level">The level before; -∞ for none.</param>
    /// <param name="share">The share that should pass, in (0, 1).</param>
    /// <exception cref="ArgumentException">There is no run, or one got to NaN.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside its range.</exception>
    public static double? Next(ReadOnlySpan<double> highest, double level, double share = Passing)
    {
        if (share is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1.");
        double[] sorted = highest.ToArray();
        Array.Sort(sorted);
        if (sorted.Length == 0 || double.IsNaN(sorted[0]))
            throw new ArgumentException("There must be runs, and each got somewhere.", nameof(highest));
        double wanted = sorted[sorted.Length - Math.Clamp((int)Math.Ceiling(share * sorted.Length), 1, sorted.Length)];
        double beyond = double.IsNegativeInfinity(level) ? sorted[0] : level;
        if (wanted > beyond || double.IsPositiveInfinity(wanted))
            return wanted;
        foreach (double value in sorted)
            if (value > beyond)
                return value;
        return null;
    }
}
