namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>A template named by a rollout or by another template.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsClusterScoped">Whether a ClusterAnalysisTemplate is meant.</param>
public readonly record struct TemplateReference(string Name, bool IsClusterScoped);
