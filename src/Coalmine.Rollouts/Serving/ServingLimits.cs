namespace Coalmine.Rollouts.Serving;

/// <summary>What limits requests on their way, as a manifest writes it.</summary>
/// <param name="Concurrency">Requests that a pod works on at once; nothing where there is no limit.</param>
/// <param name="Timeout">When a request is given up, with its unit, such as <c>60s</c>; empty where the file does not say.</param>
/// <param name="Attempts">Attempts after the first one that fails; nothing where the file does not say, which leaves the platform's own.</param>
public sealed record ServingLimits(int? Concurrency, string Timeout, int? Attempts)
{
    /// <summary>No limits are written.</summary>
    public static ServingLimits None { get; } = new(null, "", null);
}
