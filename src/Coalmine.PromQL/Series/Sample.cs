using System.Runtime.InteropServices;

namespace Coalmine.PromQL.Series;

/// <summary>
/// One stored sample with what makes a range over it cheap. Twenty-four bytes side by side, because a rate touches the first and the last sample only.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Sample
{
    /// <summary>Timestamp in milliseconds.</summary>
    public long Timestamp;

    /// <summary>The sampled value; never a stale marker.</summary>
    public double Value;

    /// <summary>
    /// Sequence number of the newest sample up to this one that lies below its predecessor; 0 for none (the first sample of all has no predecessor).
    /// A link from reset to reset is exact where a running sum of corrections would lose digits to counters that were large once.
    /// </summary>
    public int LatestReset;

    /// <summary>Milliseconds from this sample to the stale marker that followed it; <see cref="NeverStale"/> when none did.</summary>
    public int StaleAfter;

    /// <summary>No stale marker before the next sample.</summary>
    public const int NeverStale = int.MaxValue;
}
