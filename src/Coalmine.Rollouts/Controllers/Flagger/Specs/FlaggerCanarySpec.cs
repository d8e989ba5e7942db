namespace Coalmine.Rollouts.Controllers.Flagger.Specs;

/// <summary>
/// What a Flagger Canary object asks for (fluxcd/flagger 1.44.0, commit 15bd6ad5, <c>pkg/apis/flagger/v1beta1/canary.go</c>). Values are those of the file; the
/// members named Effective say what the controller makes of them. The controller reads the object afresh at each tick, so that an edit is a new value of this type.
/// </summary>
public sealed record FlaggerCanarySpec
{
    /// <summary>Name of the Canary object.</summary>
    public required string Name { get; init; }

    /// <summary>Namespace of the Canary object.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary><c>targetRef.name</c>: the workload whose pods run the candidate.</summary>
    public required string Target { get; init; }

    /// <summary><c>targetRef.kind</c>: Deployment, DaemonSet or Service.</summary>
    public string TargetKind { get; init; } = "Deployment";

    /// <summary><c>provider</c>; empty where the controller's own is used.</summary>
    public string Provider { get; init; } = "";

    /// <summary><c>service.name</c>; empty for the target's name.</summary>
    public string ServiceName { get; init; } = "";

    /// <summary><c>ingressRef.name</c>; empty for the target's name.</summary>
    public string IngressName { get; init; } = "";

    /// <summary><c>routeRef.name</c>; empty for the target's name. On Knative the latest created revision.</summary>
    public string RouteName { get; init; } = "";

    /// <summary>Whether <c>service.appProtocol</c> is TCP: Istio then reports no mirroring.</summary>
    public bool IsTcp { get; init; }

    /// <summary><c>analysis</c>; null where the object has none, which skips the analysis.</summary>
    public FlaggerAnalysis? Analysis { get; init; }

    /// <summary><c>skipAnalysis</c>: promote as soon as the canary is ready.</summary>
    public bool SkipAnalysis { get; init; }

    /// <summary><c>suspend</c>: ticks do nothing.</summary>
    public bool Suspend { get; init; }

    /// <summary><c>progressDeadlineSeconds</c>; 0 and below stand for the default of 600.</summary>
    public int ProgressDeadlineSeconds { get; init; }

    /// <summary>Replicas in the target's own manifest; 0 where it says none or is scaled to nothing.</summary>
    public int TargetReplicas { get; init; }

    /// <summary>Minimum of the autoscaler that <c>autoscalerRef</c> names; 0 without one.</summary>
    public int AutoscalerMinimum { get; init; }

    /// <summary>The analysis, or one without any field set.</summary>
    public FlaggerAnalysis EffectiveAnalysis => Analysis ?? FlaggerAnalysis.Empty;

    /// <summary>Whether checks are skipped: asked for, or there is no analysis.</summary>
    public bool SkipsAnalysis => SkipAnalysis || Analysis is null;

    /// <summary>How long pods may make no progress before the canary fails.</summary>
    public TimeSpan EffectiveProgressDeadline => TimeSpan.FromSeconds(ProgressDeadlineSeconds > 0 ? ProgressDeadlineSeconds : 600);
}
