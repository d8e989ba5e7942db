using System.Collections.Immutable;
using Coalmine.Live.Prometheus;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Files;

/// <summary>What a file of kind <c>Follow</c> says: a rollout that somebody else drives, the metrics, and the policy that judges it.</summary>
public sealed record FollowSettings
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>What is rolled out: the journal is called by it, and it is the policy's name in addresses of `live advise`.</summary>
    public required string Name { get; init; }

    /// <summary>Path of the policy, from where the process runs.</summary>
    public required string PolicyFile { get; init; }

    /// <summary>Where the policy is named, for messages.</summary>
    public required TextPosition PolicyPosition { get; init; }

    /// <summary>The rollout.</summary>
    public required FollowedObject Followed { get; init; }

    /// <summary>The canary's share where the driver does not tell it; nothing where that is not known either.</summary>
    public TrafficWeight? Weight { get; init; }

    /// <summary>The namespaces in which orders may be given; none unless the file lists some.</summary>
    public ImmutableArray<string> Namespaces { get; init; } = [];

    /// <summary>Where metrics are asked for.</summary>
    public required PrometheusConnection Prometheus { get; init; }

    /// <summary>By which names.</summary>
    public required SeriesNames Series { get; init; }

    /// <summary>Folder of the journals.</summary>
    public required string JournalFolder { get; init; }

    /// <summary>Time between two looks at the rollout.</summary>
    public TimeSpan WatchEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where `live advise` listens.</summary>
    public required PortSettings Port { get; init; }
}
