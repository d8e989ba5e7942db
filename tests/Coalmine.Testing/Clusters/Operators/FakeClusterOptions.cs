namespace Coalmine.Testing.Clusters.Operators;

/// <summary>What runs in a fake cluster, and how fast.</summary>
public sealed record FakeClusterOptions
{
    /// <summary>Whether Seldon's operator runs.</summary>
    public bool HasSeldon { get; init; } = true;

    /// <summary>Whether Seldon's webhook checks traffic.</summary>
    public bool HasSeldonWebhook { get; init; } = true;

    /// <summary>Whether KServe runs, with Knative for the objects that ask for it.</summary>
    public bool HasKServe { get; init; } = true;

    /// <summary>Whether a canary of the Standard mode gets its share in the HTTPRoute: no release does that yet, v0.20.0 least of all.</summary>
    public bool RoutesStandardCanary { get; init; }

    /// <summary>Whether a gateway accepts routes.</summary>
    public bool HasGateway { get; init; } = true;

    /// <summary>From a write to the operators' answer to it.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.Zero;

    /// <summary>From a pod's creation to its readiness.</summary>
    public TimeSpan PodStart { get; init; } = TimeSpan.Zero;
}
