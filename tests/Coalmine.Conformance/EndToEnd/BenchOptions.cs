using Coalmine.Conformance.EndToEnd.Serving;

namespace Coalmine.Conformance.EndToEnd;

/// <summary>What differs between end-to-end runs.</summary>
internal sealed record BenchOptions
{
    /// <summary>Seed of the requests, the answers and the routing.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How the canary answers.</summary>
    public ModelLaw Canary { get; init; } = ModelLaw.Sound;

    /// <summary>Requests a second.</summary>
    public double Rate { get; init; } = 200;

    /// <summary>How long the policy holds without data.</summary>
    public TimeSpan HoldsWithoutData { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a lease of a driver that was killed keeps the next one away.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(15);
}
