namespace Coalmine.Live.Prometheus;

/// <summary>Which samples of a process a measurement brings, in Unix milliseconds of the server's clock.</summary>
/// <param name="After">Only later ones.</param>
/// <param name="Until">And none later than this.</param>
/// <param name="ReferenceFrom">
/// With the first measurement of a rollout: how old the newest sample before it may be, which is brought as the reference that later ones are counted from.
/// Nothing with the others.
/// </param>
internal readonly record struct SampleSpan(long After, long Until, long? ReferenceFrom)
{
    /// <summary>The times that are brought.</summary>
    /// <param name="times">The times there are, rising.</param>
    public IEnumerable<long> Wanted(IEnumerable<long> times)
    {
        long? reference = null;
        foreach (long time in times)
        {
            if (time > Until)
                yield break;
            if (time <= After)
            {
                if (time >= ReferenceFrom)
                    reference = time;
                continue;
            }

            if (reference is { } before)
                yield return before;
            reference = null;
            yield return time;
        }

        if (reference is { } last)
            yield return last;
    }
}
