using System.Collections.Immutable;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Manifests.Argo;

/// <summary>A template as a Rollout names it.</summary>
/// <param name="Place">Where it is named.</param>
/// <param name="Reference">Name and kind.</param>
/// <param name="All">The template and those that it takes in, each once; empty where it is not in the set.</param>
public sealed record TemplateUse(ManifestPlace Place, TemplateReference Reference, ImmutableArray<AnalysisTemplateManifest> All);
