using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Rollouts.Controllers.Argo;

/// <summary>One analysis of an experiment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Spec">The run; unlike that of an analysis step it may be without a count.</param>
/// <param name="IsRequired">Whether it is <c>requiredForCompletion</c>.</param>
public sealed record ExperimentAnalysis(string Name, AnalysisSpec Spec, bool IsRequired);
