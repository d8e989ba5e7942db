using System.Collections.Immutable;
using Coalmine.Live.Driving;
using Coalmine.Live.Hooks;
using Coalmine.Live.Prometheus;
using Coalmine.Live.Traffic;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Live.Files;

/// <summary>What a file of kind <c>Live</c> says: a target, the metrics, the policy, and how the rollout deals with the world.</summary>
public sealed record LiveSettings
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>What is rolled out: the journal, the lease and the ConfigMap are called by it.</summary>
    public required string Name { get; init; }

    /// <summary>Path of the policy, from where the process runs.</summary>
    public required string PolicyFile { get; init; }

    /// <summary>Where the policy is named, for messages.</summary>
    public required TextPosition PolicyPosition { get; init; }

    /// <summary>The namespaces that may be written to; the target's is among them.</summary>
    public required ImmutableArray<string> Namespaces { get; init; }

    /// <summary>What is steered.</summary>
    public required TrafficTarget Target { get; init; }

    /// <summary>Where metrics are asked for.</summary>
    public required PrometheusConnection Prometheus { get; init; }

    /// <summary>By which names.</summary>
    public required SeriesNames Series { get; init; }

    /// <summary>The hooks.</summary>
    public ImmutableArray<HookEndpoint> Hooks { get; init; } = [];

    /// <summary>How long a lease lasts, and when it is renewed.</summary>
    public LeaseSettings Lease { get; init; } = new();

    /// <summary>Folder of the journals.</summary>
    public required string JournalFolder { get; init; }

    /// <summary>Whether the state is kept in a ConfigMap as well, so that another pod can go on.</summary>
    public bool KeepsConfigMap { get; init; } = true;

    /// <summary>How the rollout deals with the world.</summary>
    public LiveRules Rules { get; init; } = new();

    /// <summary>Where the process listens; nothing for nowhere.</summary>
    public PortSettings? Port { get; init; }
}
