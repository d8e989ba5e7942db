using System.Collections.Immutable;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Traffic.Foreign;

/// <summary>How an Argo Rollout stands (argoproj.io/v1alpha1, v1.9).</summary>
public sealed record ArgoReading
{
    /// <summary>The version read.</summary>
    public string ResourceVersion { get; init; } = "";

    /// <summary>The controller's word: Healthy, Progressing, Paused, Degraded; empty before its first pass.</summary>
    public string Phase { get; init; } = "";

    /// <summary>The phase's reason.</summary>
    public string Message { get; init; } = "";

    /// <summary>Whether the controller has seen the specification as it is now; before that the rest tells of an older one.</summary>
    public bool IsSeen { get; init; }

    /// <summary>Index of the step that it is in; the number of steps when all are done; nothing without steps.</summary>
    public int? Step { get; init; }

    /// <summary>How many steps there are.</summary>
    public int Steps { get; init; }

    /// <summary>The weight that the routers were given last; nothing without traffic routing.</summary>
    public TrafficWeight? Weight { get; init; }

    /// <summary>
    /// The weight of the last `setWeight` that it has come to, which counts of pods follow where no router splits the traffic; nothing before the first.
    /// </summary>
    public TrafficWeight? StepWeight { get; init; }

    /// <summary>Whether its traffic is split by a router, and not by counts of pods.</summary>
    public bool IsRouted { get; init; }

    /// <summary>Whether it has been aborted and not retried.</summary>
    public bool IsAborted { get; init; }

    /// <summary>Whether the rest of its steps is to be skipped.</summary>
    public bool IsPromotedInFull { get; init; }

    /// <summary>Whether a person has paused it (<c>spec.paused</c>).</summary>
    public bool IsPausedByHand { get; init; }

    /// <summary>Why it pauses by itself: <c>CanaryPauseStep</c>, <c>InconclusiveAnalysisRun</c> and so on.</summary>
    public ImmutableArray<string> PauseReasons { get; init; } = [];

    /// <summary>Hash of the newest pods.</summary>
    public string CurrentHash { get; init; } = "";

    /// <summary>Hash of the pods that serve as stable.</summary>
    public string StableHash { get; init; } = "";

    /// <summary>The AnalysisRun of the step; empty for none.</summary>
    public string StepRun { get; init; } = "";

    /// <summary>The AnalysisRun in the background; empty for none.</summary>
    public string BackgroundRun { get; init; } = "";

    /// <summary>Whether a new version is out beside the stable one.</summary>
    public bool IsUnderWay => CurrentHash.Length > 0 && StableHash.Length > 0 && CurrentHash != StableHash;
}
