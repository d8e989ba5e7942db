using System.Collections.Immutable;

namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>An AnalysisTemplate or ClusterAnalysisTemplate.</summary>
/// <param name="Reference">Its name and kind.</param>
/// <param name="Spec">What it measures itself.</param>
/// <param name="Templates">Other templates that it takes in.</param>
public sealed record AnalysisTemplate(TemplateReference Reference, AnalysisSpec Spec, ImmutableArray<TemplateReference> Templates);
