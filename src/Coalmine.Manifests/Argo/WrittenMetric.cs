using Coalmine.Manifests.Queries;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Manifests.Argo;

/// <summary>A metric of an AnalysisTemplate with its place.</summary>
/// <param name="Spec">What it says.</param>
/// <param name="Place">Where it stands: its keys.</param>
/// <param name="Query">Its Prometheus query; nothing for another provider.</param>
public sealed record WrittenMetric(MetricSpec Spec, ManifestPlace Place, WrittenQuery? Query);
