namespace Coalmine.Live.Kubernetes;

/// <summary>A state of a lease, and how long we have seen it so.</summary>
/// <param name="Record">What tells one state from the next: holder, renewal and transitions.</param>
/// <param name="Age">Time since we first saw it, by our own clock.</param>
/// <param name="IsOurs">Whether this very process wrote it.</param>
public readonly record struct LeaseSighting(string Record, TimeSpan Age, bool IsOurs);
