using System.Collections.Immutable;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Seam;

/// <summary>How a target stands. Where it could not be read, <see cref="Problem"/> says why and the rest means nothing.</summary>
public sealed record TrafficReading
{
    /// <summary>Why nothing could be read; empty where it was.</summary>
    public string Problem { get; init; } = "";

    /// <summary>Whether the target (or its kind) does not exist, in contrast to a server that did not answer.</summary>
    public bool IsMissing { get; init; }

    /// <summary>The version read.</summary>
    public string ResourceVersion { get; init; } = "";

    /// <summary>The canary's share that the target asks for.</summary>
    public TrafficWeight Weight { get; init; }

    /// <summary>The share that the routers have been told, as far as the platform shows it; nothing where it is not known or still on its way.</summary>
    public TrafficWeight? Routed { get; init; }

    /// <summary>Whether requests are mirrored to the canary.</summary>
    public bool IsMirroring { get; init; }

    /// <summary>The baseline's pods.</summary>
    public WorkloadCount Baseline { get; init; }

    /// <summary>The canary's pods.</summary>
    public WorkloadCount Canary { get; init; }

    /// <summary>The change that the target bears (<see cref="TrafficOrder.Change"/>); empty where no rollout of ours has written.</summary>
    public string LastChange { get; init; } = "";

    /// <summary>The fence that the target bears; 0 for none.</summary>
    public long Fence { get; init; }

    /// <summary>Who else steers it (an owner, an Argo Rollout, a Flagger Canary, Knative's gradual rollout); empty for nobody.</summary>
    public string OtherDriver { get; init; } = "";

    /// <summary>What a person should know, one sentence each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
