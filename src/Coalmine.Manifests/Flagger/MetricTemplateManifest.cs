using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Queries;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Flagger;

/// <summary>A Flagger MetricTemplate as a file says it.</summary>
/// <param name="Origin">The object.</param>
/// <param name="ProviderType"><c>spec.provider.type</c>.</param>
/// <param name="Template"><c>spec.query</c>, a Go text template.</param>
/// <param name="Query">The same as PromQL; nothing for another provider than Prometheus.</param>
/// <param name="Diagnostics">What was said while it was read.</param>
public sealed record MetricTemplateManifest(
    KubernetesObject Origin, string ProviderType, string Template, WrittenQuery? Query, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Where the template's text stands.</summary>
    public ManifestPlace QueryPlace => Origin.Place["spec"]["query"];
}
