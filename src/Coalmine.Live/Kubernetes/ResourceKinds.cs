namespace Coalmine.Live.Kubernetes;

/// <summary>The kinds that Coalmine reads or writes, in the versions that their projects store (serving-platform releases of mid 2026).</summary>
public static class ResourceKinds
{
    /// <summary>Seldon Core v1.18.</summary>
    public static ResourceKind SeldonDeployment => new("machinelearning.seldon.io", "v1", "seldondeployments", "SeldonDeployment");

    /// <summary>KServe v0.11 to v0.20.</summary>
    public static ResourceKind InferenceService => new("serving.kserve.io", "v1beta1", "inferenceservices", "InferenceService");

    /// <summary>Istio. The version is the one that every release since 1.5 serves, so that one name does for old and new meshes.</summary>
    public static ResourceKind VirtualService => new("networking.istio.io", "v1beta1", "virtualservices", "VirtualService");

    /// <summary>Gateway API v1.</summary>
    public static ResourceKind HttpRoute => new("gateway.networking.k8s.io", "v1", "httproutes", "HTTPRoute");

    /// <summary>Knative Serving: one immutable version of a service.</summary>
    public static ResourceKind Revision => new("serving.knative.dev", "v1", "revisions", "Revision");

    /// <summary>Argo Rollouts.</summary>
    public static ResourceKind Rollout => new("argoproj.io", "v1alpha1", "rollouts", "Rollout");

    /// <summary>Flagger.</summary>
    public static ResourceKind Canary => new("flagger.app", "v1beta1", "canaries", "Canary");

    /// <summary>Services.</summary>
    public static ResourceKind Service => new("", "v1", "services", "Service");

    /// <summary>Deployments.</summary>
    public static ResourceKind Deployment => new("apps", "v1", "deployments", "Deployment");

    /// <summary>Pods.</summary>
    public static ResourceKind Pod => new("", "v1", "pods", "Pod");

    /// <summary>ConfigMaps.</summary>
    public static ResourceKind ConfigMap => new("", "v1", "configmaps", "ConfigMap");

    /// <summary>Events of the core group, which every version keeps.</summary>
    public static ResourceKind Event => new("", "v1", "events", "Event");

    /// <summary>Leases.</summary>
    public static ResourceKind Lease => new("coordination.k8s.io", "v1", "leases", "Lease");

    /// <summary>Questions for one's own rights.</summary>
    public static ResourceKind SelfSubjectAccessReview =>
        new("authorization.k8s.io", "v1", "selfsubjectaccessreviews", "SelfSubjectAccessReview");
}
