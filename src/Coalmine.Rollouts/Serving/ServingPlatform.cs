namespace Coalmine.Rollouts.Serving;

/// <summary>What carries the traffic of a rollout.</summary>
public enum ServingPlatform
{
    /// <summary>Seldon Core v1, a SeldonDeployment.</summary>
    SeldonDeployment,

    /// <summary>Seldon Core v2, an Experiment.</summary>
    SeldonExperiment,

    /// <summary>KServe on Knative: one spec, split between revisions.</summary>
    KServeKnative,

    /// <summary>KServe on plain Deployments (Standard, formerly RawDeployment): a canary of its own beside the stable one, since 0.20.</summary>
    KServeStandard,

    /// <summary>KServe on ModelMesh, which has no canary.</summary>
    KServeModelMesh,

    /// <summary>KFServing v1alpha2, the predecessor of KServe: default and canary written out.</summary>
    KFServing,

    /// <summary>An Istio VirtualService.</summary>
    IstioVirtualService,

    /// <summary>A Gateway API HTTPRoute.</summary>
    GatewayHttpRoute,
}
