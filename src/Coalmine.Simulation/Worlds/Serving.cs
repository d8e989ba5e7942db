namespace Coalmine.Simulation.Worlds;

/// <summary>
/// What limits pods, and what callers do about it. Latencies of the models are service times then: what a caller sees is the wait for a free place, the
/// service, and whatever retries add.
/// </summary>
public sealed record Serving
{
    /// <summary>No limits: every request is served at once, for as long as its latency says.</summary>
    public static Serving Unlimited { get; } = new();

    /// <summary>Requests that a pod works on at the same time; at least 1.</summary>
    public int Concurrency { get; init; } = int.MaxValue;

    /// <summary>Requests that may wait at a pod; one more is refused with an error at once. At least 0.</summary>
    public int Queue { get; init; } = int.MaxValue;

    /// <summary>How a request finds its pod.</summary>
    public Balancing Balancing { get; init; }

    /// <summary>
    /// When a caller gives up on an attempt, which then counts as an error that took this long. A request that still waits leaves the queue; one in service
    /// is worked on to its end all the same. <see cref="TimeSpan.MaxValue"/> for never.
    /// </summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.MaxValue;

    /// <summary>What happens after a failed attempt.</summary>
    public Retries Retries { get; init; } = Retries.None;

    /// <summary>Who adds and removes pods.</summary>
    public Autoscaling Autoscaling { get; init; } = Autoscaling.None;

    /// <summary>Time that a pod takes from its start (new, or after a crash) to its first request.</summary>
    public TimeSpan PodStart { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Whether nothing here can make one request wait for another or be tried again.</summary>
    public bool IsUnlimited => Concurrency == int.MaxValue && Timeout == TimeSpan.MaxValue && Retries.Most == 0 && Autoscaling.Most == 0;

    /// <summary>The pods that an arm may ever have.</summary>
    /// <param name="pods">Its pods at the beginning.</param>
    public int MostPods(int pods) => Math.Max(pods, Autoscaling.Most);
}
