namespace Coalmine.Testing.Clusters.Server;

/// <summary>What the server answers.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">Type of the body.</param>
/// <param name="Body">The body; empty for a watch, whose lines come one by one.</param>
public sealed record ApiResponse(int Status, string ContentType, string Body)
{
    /// <summary>The lines to come, for a watch.</summary>
    public WatchSubscription? Watch { get; init; }

    /// <summary>Seconds to wait, as the header says; none without it.</summary>
    public int? RetryAfter { get; init; }
}
