namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>The range of a range query, in the condition language.</summary>
/// <param name="Start">An expression that gives a time.</param>
/// <param name="End">An expression that gives a time.</param>
/// <param name="Step">A Go duration.</param>
public sealed record PrometheusRange(string Start, string End, string Step);
