using System.Collections.Immutable;
using Coalmine.Manifests.Sets;
using Coalmine.PromQL.Bindings;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Workbench.Policies;

/// <summary>A manifest whose controller can be simulated.</summary>
public sealed record ForeignManifest
{
    /// <summary>The name shown in tables.</summary>
    public required string Name { get; init; }

    /// <summary>One line on it: which controller, which release.</summary>
    public required string About { get; init; }

    /// <summary>The files it is read from, that of the rollout first.</summary>
    public required ImmutableArray<string> Files { get; init; }

    /// <summary>What it is, as a hash of the texts it is read from and of what they do not say; empty where that cannot be told.</summary>
    public string Key { get; init; } = "";

    /// <summary>The controller; its measurement plan asks the manifest's queries.</summary>
    public required IRolloutController Controller { get; init; }

    /// <summary>The names under which the arms appear in metrics.</summary>
    public required ArmNames Names { get; init; }

    /// <summary>Where each query of the measurement plan is written, in its order.</summary>
    public required ImmutableArray<QueryPlace> Places { get; init; }

    /// <summary>Where the number of pods is written, or what stands for it.</summary>
    public required ManifestPlace PodsAt { get; init; }

    /// <summary>Requests that are not simply the canary's share of everybody's.</summary>
    public ForeignTraffic Traffic { get; init; } = ForeignTraffic.None;

    /// <summary>The pods that the controller may run.</summary>
    public required ForeignPods Pods { get; init; }
}
