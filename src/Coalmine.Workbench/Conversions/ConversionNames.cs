namespace Coalmine.Workbench.Conversions;

/// <summary>Names that a manifest needs and a policy does not have.</summary>
/// <param name="Service">The workload; what belongs to it is named after it. Empty for the name of what is converted.</param>
public sealed record ConversionNames(string Service)
{
    /// <summary>The namespace.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>The address of Prometheus.</summary>
    public string Prometheus { get; init; } = "http://prometheus:9090";

    /// <summary>Pods of a Rollout.</summary>
    public int Replicas { get; init; } = 5;

    /// <summary>The mesh or ingress of a Canary, in Flagger's words.</summary>
    public string Provider { get; init; } = "istio";
}
