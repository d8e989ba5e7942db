using Coalmine.Rollouts.Evaluation;

namespace Coalmine.Workbench.Traces;

/// <summary>A verdict as it is shown.</summary>
/// <param name="Check">The check's name.</param>
/// <param name="Metric">The name of what it measures.</param>
/// <param name="Verdict">The verdict with its numbers.</param>
/// <param name="Sentence">Its sentence.</param>
public sealed record TraceVerdict(string Check, string Metric, CheckVerdict Verdict, string Sentence);
