namespace Coalmine.Rollouts.Controllers.Flagger.Specs;

/// <summary>A metric's <c>templateRef</c> together with the MetricTemplate that it names.</summary>
/// <param name="Name">Name of the MetricTemplate.</param>
/// <param name="Namespace">Its namespace; empty for the canary's.</param>
public sealed record FlaggerTemplateReference(string Name, string Namespace)
{
    /// <summary>Whether the template is known. One that is not fails the check.</summary>
    public bool IsFound { get; init; }

    /// <summary><c>spec.provider.type</c>; an unknown one is taken for Prometheus.</summary>
    public string ProviderType { get; init; } = "prometheus";

    /// <summary><c>spec.query</c>: a Go text template.</summary>
    public string Query { get; init; } = "";
}
