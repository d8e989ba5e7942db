namespace Coalmine.Simulation.Worlds;

/// <summary>
/// A horizontal autoscaler on concurrency, one an arm: every so often it wants ceil(requests in the arm's pods, averaged since the last time, / (target x
/// concurrency)) pods, at least those of the beginning. It adds them at once (each takes its start time) and removes them when it has wanted fewer for a
/// while.
/// </summary>
/// <param name="Most">Pods that an arm may have; 0 for no autoscaler.</param>
/// <param name="Target">Share of a pod's concurrency that should be in use, in (0, 1].</param>
/// <param name="Every">Time between two decisions; positive.</param>
/// <param name="DownAfter">How long fewer pods must have been wanted before some are removed.</param>
public sealed record Autoscaling(int Most, double Target, TimeSpan Every, TimeSpan DownAfter)
{
    /// <summary>No autoscaler.</summary>
    public static Autoscaling None { get; } = new(0, 1, TimeSpan.FromSeconds(15), TimeSpan.Zero);
}
