using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Testing.Clusters.Fronts;

/// <summary>What goes wrong with a request. A closed union.</summary>
public abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>The server answers this instead, and does nothing.</summary>
    /// <param name="Response">The answer; those of <see cref="ApiFailureException"/> are the real server's.</param>
    public sealed record Answers(ApiResponse Response) : Fault;

    /// <summary>The connection breaks.</summary>
    /// <param name="AfterWrite">Whether the request has been carried out before.</param>
    public sealed record Breaks(bool AfterWrite) : Fault;

    /// <summary>No answer comes in time: the client is told at once that its time is over.</summary>
    /// <param name="AfterWrite">Whether the request has been carried out before.</param>
    public sealed record TimesOut(bool AfterWrite) : Fault;

    /// <summary>No answer comes, until the client gives up by its own clock.</summary>
    /// <param name="AfterWrite">Whether the request has been carried out before.</param>
    public sealed record Hangs(bool AfterWrite) : Fault;

    /// <summary>A read of one object is served from an older state.</summary>
    /// <param name="Versions">How many versions older.</param>
    public sealed record ReadsOld(long Versions) : Fault;

    /// <summary>A watch is told that its version has expired.</summary>
    public sealed record Expires : Fault;

    /// <summary>Too many requests.</summary>
    public static Fault TooManyRequests(int seconds = 1) => new Answers(ApiFailureException.TooManyRequests(seconds).Response);

    /// <summary>An internal error.</summary>
    public static Fault InternalError() => new Answers(ApiFailureException.Internal("Internal error occurred: etcdserver: request timed out").Response);

    /// <summary>Unavailable.</summary>
    public static Fault Unavailable() => new Answers(ApiFailureException.Unavailable().Response);
}
