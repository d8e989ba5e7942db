using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using Coalmine.Manifests.Workloads;
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
    private static readonly ImmutableArray<string> ServiceParts = ["apex", "primary", "canary"];

    /// <summary>The places of its hooks, in the order of <see cref="FlaggerAnalysis.Hooks"/>.</summary>
    public ImmutableArray<ManifestPlace> Hooks => [.. Analysis["webhooks"].Items];

    /// <summary>The autoscaler that <c>autoscalerRef</c> names; nothing where it names none, or the files do not have it.</summary>
    public ScalerManifest? Scaler { get; init; }

    /// <summary>The pods of the Deployment that <c>targetRef</c> names; nothing where the files do not have it.</summary>
    public PodCount? Target { get; init; }

    /// <summary>The files that it is read from: its own first, then those of its templates, of its target and of their autoscalers.</summary>
    public ImmutableArray<ManifestFile> Files =>
    [
        .. new[] { Origin, Scaler?.Origin, Target?.Origin, Target?.Scaler?.Origin }
            .Concat(Metrics.Select(metric => metric.Template?.Origin))
            .OfType<KubernetesObject>().Select(found => found.File).Distinct(),
    ];

    /// <summary>
    /// The controller's own provider (<c>-mesh-provider</c>), which no manifest says, as far as this one tells: Kuma where its annotations stand on the Canary
    /// or on its service; NGINX where an ingress is named, since only it and Skipper read one; the Gateway API, APISIX or Gloo where what only they read is
    /// written; else Istio, Flagger's own default.
    /// </summary>
    public FlaggerProvider AssumedController
    {
        get
        {
            ManifestPlace spec = Origin.Place["spec"];
            if (IsOfKuma(Origin.Place["metadata"]) || ServiceParts.Any(part => IsOfKuma(spec["service"][part])))
                return new FlaggerProvider("kuma");
            return spec["ingressRef"].Exists ? new FlaggerProvider("nginx")
                : spec["routeRef"].Exists ? new FlaggerProvider("apisix")
                : spec["upstreamRef"].Exists ? new FlaggerProvider("gloo")
                : spec["service"]["gatewayRefs"].Exists ? new FlaggerProvider("gatewayapi:v1")
                : FlaggerProvider.Default;
        }
    }

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

    // kuma.io/mesh, kuma.io/service-tags, PORT.service.kuma.io/protocol.
    private static bool IsOfKuma(ManifestPlace owner) => new[] { owner["annotations"], owner["labels"] }
        .SelectMany(place => place.Keys)
        .Any(pair => $".{pair.Key.Text.Split('/')[0]}".EndsWith(".kuma.io", StringComparison.Ordinal));
}
