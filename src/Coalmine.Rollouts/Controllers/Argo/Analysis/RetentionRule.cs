namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>How many measurements of some metrics a run keeps; counters do not depend on it.</summary>
/// <param name="MetricName">An unanchored regular expression over metric names.</param>
/// <param name="Limit">The newest so many; 0 and less keep none.</param>
public sealed record RetentionRule(string MetricName, int Limit);
