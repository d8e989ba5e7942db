using System.Collections.Immutable;

namespace Coalmine.Simulation.Worlds;

/// <summary>
/// Requests that the canary's pods answer and that no user waits for: copies of the baseline's, and those of load tests. Pods count them like any others
/// (requests, errors, latencies, scores); they get no label, convert nobody, expose and hurt nobody. Where pods have limits they take places in them.
/// </summary>
public sealed record TestTraffic
{
    /// <summary>None.</summary>
    public static TestTraffic None { get; } = new();

    /// <summary>
    /// Share of the baseline's requests, from 0 to 1, that are copied to the canary's pods and counted there while a controller mirrors. 0 where copies are
    /// only compared, as in a plan's shadow stage (<see cref="Mirroring"/>).
    /// </summary>
    public double MirroredShare { get; init; }

    /// <summary>Requests a second that the canary gets for as long as it has pods, whatever hooks do; at least 0.</summary>
    public double Steady { get; init; }

    /// <summary>Requests that hooks make.</summary>
    public ImmutableArray<LoadTest> LoadTests { get; init; } = [];

    /// <summary>Whether there are any at all.</summary>
    public bool Exist => MirroredShare > 0 || Steady > 0 || !LoadTests.IsEmpty;
}
