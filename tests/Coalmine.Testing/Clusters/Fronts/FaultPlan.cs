using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Testing.Clusters.Fronts;

/// <summary>
/// Faults by chance, from a seed: the same seed and the same requests give the same faults. A share is out of one, of the requests that the fault can hit.
/// </summary>
/// <param name="seed">The seed.</param>
public sealed class FaultPlan(ulong seed)
{
    private const double TwoToMinus53 = 1.0 / (1L << 53);
    private ulong _count;

    /// <summary>Share of requests answered 429.</summary>
    public double TooMany { get; init; }

    /// <summary>Share of requests answered 500.</summary>
    public double Internal { get; init; }

    /// <summary>Share of requests answered 503.</summary>
    public double Unavailable { get; init; }

    /// <summary>Share of writes answered 409 though nobody wrote.</summary>
    public double Conflict { get; init; }

    /// <summary>Share of requests that time out before they are carried out.</summary>
    public double TimesOutBefore { get; init; }

    /// <summary>Share of requests that time out after they were carried out.</summary>
    public double TimesOutAfter { get; init; }

    /// <summary>Share of requests whose connection breaks before they are carried out.</summary>
    public double BreaksBefore { get; init; }

    /// <summary>Share of requests whose connection breaks after they were carried out.</summary>
    public double BreaksAfter { get; init; }

    /// <summary>Share of reads of one object that are served from an older state.</summary>
    public double ReadsOld { get; init; }

    /// <summary>Share of watches that have expired at once.</summary>
    public double Expires { get; init; }

    /// <summary>Whether faults happen now: off for the end of a run, when the API is back.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>The fault of the next request; nothing for none.</summary>
    public Fault? Next(ApiRequest request)
    {
        double drawn = Draw();
        if (!IsOn)
            return null;
        bool isWatch = request.Method == "GET" && request.Path.Contains("watch=", StringComparison.Ordinal);
        bool isRead = request.Method == "GET" && !isWatch;
        (double Share, Func<Fault> Fault)[] faults =
        [
            (TooMany, () => Fault.TooManyRequests(1 + (int)(Draw() * 3))),
            (Internal, Fault.InternalError),
            (Unavailable, Fault.Unavailable),
            (isRead || isWatch ? 0 : Conflict, ConflictAnswer),
            (TimesOutBefore, () => new Fault.TimesOut(false)),
            (TimesOutAfter, () => new Fault.TimesOut(true)),
            (BreaksBefore, () => new Fault.Breaks(false)),
            (BreaksAfter, () => new Fault.Breaks(true)),
            (isRead ? ReadsOld : 0, () => new Fault.ReadsOld(1 + (int)(Draw() * 5))),
            (isWatch ? Expires : 0, () => new Fault.Expires()),
        ];
        foreach ((double share, Func<Fault> fault) in faults)
        {
            if (drawn < share)
                return fault();
            drawn -= share;
        }

        return null;
    }

    private static Fault.Answers ConflictAnswer() => new(ApiFailureException.Precondition(
        "objects", "", "", "the object has been modified; please apply your changes to the latest version and try again").Response);

    // SplitMix64 of the seed and the count.
    private double Draw()
    {
        ulong mixed = seed + (++_count * 0x9E3779B97F4A7C15UL);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return ((mixed ^ (mixed >> 31)) >> 11) * TwoToMinus53;
    }
}
