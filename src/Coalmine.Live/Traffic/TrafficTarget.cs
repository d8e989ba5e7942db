namespace Coalmine.Live.Traffic;

/// <summary>What a rollout steers. Names are the platform's own.</summary>
public sealed record TrafficTarget
{
    /// <summary>What carries the traffic.</summary>
    public required ServingPlatform Platform { get; init; }

    /// <summary>Namespace of the object.</summary>
    public required string Namespace { get; init; }

    /// <summary>Name of the object.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The baseline's arm: a predictor (Seldon), a destination <c>HOST</c>, <c>HOST/SUBSET</c> or <c>/SUBSET</c> (Istio), a Service (Gateway API). KServe
    /// knows it without a name.
    /// </summary>
    public string Baseline { get; init; } = "";

    /// <summary>The canary's arm, named as <see cref="Baseline"/>; for KServe without Knative the name of the canary's predictor.</summary>
    public string Canary { get; init; } = "";

    /// <summary>
    /// The HTTP route (Istio) or rule (Gateway API) to steer, by name or by place from 0; empty for every one that has both arms, which are then moved
    /// together.
    /// </summary>
    public string Route { get; init; } = "";

    /// <summary>The part of an InferenceService whose revisions are compared.</summary>
    public string Component { get; init; } = "predictor";

    /// <summary>Deployment of the baseline, for platforms that know only routes (Istio, Gateway API); empty where its pods are not ours to see.</summary>
    public string BaselineWorkload { get; init; } = "";

    /// <summary>Deployment of the canary, for platforms that know only routes.</summary>
    public string CanaryWorkload { get; init; } = "";

    /// <summary>
    /// KServe with Knative: address of the canary's model, written together with the first percentage; empty where somebody writes both beforehand.
    /// Written in two steps, the new model would take everything in between.
    /// </summary>
    public string CanaryModel { get; init; } = "";

    /// <summary>KServe with Knative: address of the baseline's model, restored after a rollback; empty to take it from what the cluster remembers.</summary>
    public string BaselineModel { get; init; } = "";

    /// <summary>How long after a change the routers are taken to follow, where the platform shows nothing of it.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(10);
}
