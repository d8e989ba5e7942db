namespace Coalmine.Live.Kubernetes;

/// <summary>Who wants a lease, and for how long. Defaults are client-go's (leader election, v1.30).</summary>
public sealed record LeaseTerms
{
    /// <summary>Namespace of the lease.</summary>
    public required string Namespace { get; init; }

    /// <summary>Name of the lease.</summary>
    public required string Name { get; init; }

    /// <summary>Who wants it: different for every process, also for one that is started again, so that an earlier self is somebody else.</summary>
    public required string Holder { get; init; }

    /// <summary>How long others wait after they last saw the lease renewed.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long without a renewal its holder goes on; shorter than <see cref="Duration"/>, so that it stops before another begins.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two tries.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The least fence: one more than the largest that was seen on the target, so that a lease that was deleted does not begin at 0 again.</summary>
    public long LeastFence { get; init; } = 1;
}
