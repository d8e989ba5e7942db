using Coalmine.Manifests.Queries;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Manifests.Flagger;

/// <summary>A metric of a Canary with its place.</summary>
/// <param name="Spec">What it says, its template's query included.</param>
/// <param name="Place">Where it stands: its keys.</param>
/// <param name="Query">Its own query; nothing where it has none.</param>
/// <param name="Template">The MetricTemplate that it names; nothing where it names none, or one that is not in the set.</param>
public sealed record CanaryMetric(FlaggerMetric Spec, ManifestPlace Place, WrittenQuery? Query, MetricTemplateManifest? Template);
