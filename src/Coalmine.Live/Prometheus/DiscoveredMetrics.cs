using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Live.Prometheus;

/// <summary>What a server was found to have.</summary>
/// <param name="Shape">What policies are bound to; nothing where the server does not answer or has no requests of either arm.</param>
/// <param name="Presence">What there is of each kind that is named, for each arm.</param>
/// <param name="Findings">What stands in the way of a rollout (errors) and what its author should know, each with what to mend.</param>
public sealed record DiscoveredMetrics(TelemetryShape? Shape, ImmutableArray<SeriesPresence> Presence, ImmutableArray<Message> Findings)
{
    /// <summary>How the server's clock stands to ours.</summary>
    public ClockDifference Clock { get; init; }

    /// <summary>The server's version; empty where it does not say.</summary>
    public string Version { get; init; } = "";

    /// <summary>Whether a rollout can be judged by it.</summary>
    public bool IsFit => Shape is not null && !Findings.Any(finding => finding.Severity == Severity.Error);
}
