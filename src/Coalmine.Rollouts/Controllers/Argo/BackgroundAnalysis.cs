using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Rollouts.Controllers.Argo;

/// <summary>The analysis that runs beside the steps: <c>analysis</c> of a canary strategy.</summary>
/// <param name="StartingStep">Index of the first step at which it may run; 0 unless given.</param>
/// <param name="Spec">The run: templates merged and arguments resolved.</param>
public sealed record BackgroundAnalysis(int StartingStep, AnalysisSpec Spec);
