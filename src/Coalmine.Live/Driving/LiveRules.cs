namespace Coalmine.Live.Driving;

/// <summary>How a live rollout deals with the world; nothing of it changes a decision.</summary>
public sealed record LiveRules
{
    /// <summary>Time between two looks at the target while a weight is on its way to the routers, or pods to their version.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Time between two looks at the target and at the operators' desk otherwise.</summary>
    public TimeSpan WatchEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The first wait after a write that failed; each further one is twice as long.</summary>
    public TimeSpan RetryFirst { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two tries; also what a write that is refused for good waits, until somebody mends what refuses it.</summary>
    public TimeSpan RetryAtMost { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the routers may take to use a weight before people are told.</summary>
    public TimeSpan RoutedWithin { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long after its decision, or after the process took it over, a rollout goes on with what is left to do: pods to remove, a baseline to replace.
    /// Taking traffic away has no end.
    /// </summary>
    public TimeSpan WindUpWithin { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>What a request to stop does.</summary>
    public StopRule OnStop { get; init; } = StopRule.Hold;

    /// <summary>How long a rollback that a request to stop asked for may take.</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(20);
}
