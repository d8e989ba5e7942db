using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Manifests.Argo;

/// <summary>An AnalysisTemplate or ClusterAnalysisTemplate as a file says it.</summary>
/// <param name="Origin">The object.</param>
/// <param name="Template">What it says; nothing is checked that Argo would only find out when a run starts.</param>
/// <param name="Metrics">Its metrics with their places.</param>
/// <param name="Diagnostics">What was said while it was read.</param>
public sealed record AnalysisTemplateManifest(
    KubernetesObject Origin, AnalysisTemplate Template, ImmutableArray<WrittenMetric> Metrics, ImmutableArray<Diagnostic> Diagnostics);
