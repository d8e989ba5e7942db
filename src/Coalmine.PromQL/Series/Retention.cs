namespace Coalmine.PromQL.Series;

/// <summary>How much of its past a <see cref="SeriesStore"/> keeps, and how many samples a series that takes at first.</summary>
/// <param name="Milliseconds">Samples at most this much older than a series' newest one are kept; never negative.</param>
/// <param name="Samples">Samples a series that are given room at once; at least 1. Too small a number costs one growth, never a wrong answer.</param>
public readonly record struct Retention(long Milliseconds, int Samples)
{
    /// <summary>Samples of slack: the one at the closed left edge, and scrapes that jitter brings together.</summary>
    private const int Slack = 4;

    /// <summary>A reach of more than a thousand years is meant as all of it.</summary>
    private const long EverythingFrom = 1_000L * 365 * 86_400_000;

    /// <summary>Keeps every sample: for stores filled from a file and read at any moment.</summary>
    public static Retention Everything { get; } = new(long.MaxValue, 16);

    /// <summary>Room for queries that look back so far over series scraped so often.</summary>
    /// <param name="reachMilliseconds">The longest <c>CompiledQuery.ReachMilliseconds</c> of all queries of the store.</param>
    /// <param name="scrapeIntervalMilliseconds">The shortest scrape interval; above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative reach, or an interval that is not above 0.</exception>
    public static Retention Covering(long reachMilliseconds, long scrapeIntervalMilliseconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(reachMilliseconds);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scrapeIntervalMilliseconds);
        // A query with a fixed timestamp needs everything; rings grow as samples come.
        if (reachMilliseconds >= EverythingFrom)
            return Everything;
        return new Retention(reachMilliseconds, (int)Math.Min(1 << 16, (reachMilliseconds / scrapeIntervalMilliseconds) + Slack));
    }
}
