namespace Coalmine.Workbench.FirstHour;

/// <summary>What everybody knows of a service.</summary>
/// <param name="RequestsPerSecond">Its request rate; positive.</param>
/// <param name="ErrorRate">Share of its requests that end in an error, from 0 to below 1.</param>
/// <param name="P99Seconds">The 99th percentile of its latency, in seconds; positive.</param>
public readonly record struct ServiceNumbers(double RequestsPerSecond, double ErrorRate, double P99Seconds);
