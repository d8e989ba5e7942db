namespace Coalmine.Live.Traffic;

/// <summary>What carries the traffic that is steered.</summary>
public enum ServingPlatform
{
    /// <summary>Seldon Core v1: the canary is a predictor of the SeldonDeployment.</summary>
    SeldonV1,

    /// <summary>KServe with Knative: the canary is the newest revision, its share <c>canaryTrafficPercent</c>.</summary>
    KServeKnative,

    /// <summary>KServe without Knative, v0.20 and later: the canary is an element of <c>spec.canary</c>.</summary>
    KServeStandard,

    /// <summary>A hand-made Istio VirtualService.</summary>
    Istio,

    /// <summary>A hand-made HTTPRoute of the Gateway API.</summary>
    GatewayApi,
}
