namespace Coalmine.Rollouts.Journal;

/// <summary>What a check is called.</summary>
/// <param name="Check">Its own name.</param>
/// <param name="Metric">The name of what it measures.</param>
public sealed record CheckName(string Check, string Metric);
