using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.PromQL.Bindings;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Manifests.Flagger;

/// <summary>A Flagger Canary as a file says it, with the templates of its set.</summary>
/// <param name="Origin">The object.</param>
/// <param name="Spec">What it says.</param>
/// <param name="Analysis">Where its analysis stands: <c>spec.analysis</c>, or the older <c>spec.canaryAnalysis</c>.</param>
/// <param name="Metrics">Its metrics with their places.</param>
/// <param name="Arms">The names of its arms: the target is the canary, its copy with <c>-primary</c> the baseline.</param>
/// <param name="Diagnostics">What was said while it was read. An error means that the API server refuses it, or that it cannot be read.</param>
public sealed record CanaryManifest(
    KubernetesObject Origin,
    FlaggerCanarySpec Spec,
    ManifestPlace Analysis,
    ImmutableArray<CanaryMetric> Metrics,
    ArmNames Arms,
    ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>The places of its hooks, in the order of <see cref="FlaggerAnalysis.Hooks"/>.</summary>
    public ImmutableArray<ManifestPlace> Hooks => [.. Analysis["webhooks"].Items];

    /// <summary>
    /// The controller's own provider as far as the file tells: NGINX where an ingress is named and no provider, since only it and Skipper read one; else Istio.
    /// </summary>
    public FlaggerProvider AssumedController =>
        Spec.Provider.Length == 0 && Origin.Place["spec"]["ingressRef"].Exists ? new FlaggerProvider("nginx") : FlaggerProvider.Default;

    /// <summary>Whether the API server would take it.</summary>
    public bool IsAccepted => !Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);

    /// <summary>Its metrics by what they say, each by itself even where two say the same.</summary>
    internal Dictionary<FlaggerMetric, CanaryMetric> MetricsBySpec()
    {
        Dictionary<FlaggerMetric, CanaryMetric> metrics = new(ReferenceEqualityComparer.Instance);
        foreach (CanaryMetric metric in Metrics)
            metrics[metric.Spec] = metric;
        return metrics;
    }
}
