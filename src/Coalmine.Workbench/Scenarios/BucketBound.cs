namespace Coalmine.Workbench.Scenarios;

/// <summary>A latency bound as written.</summary>
/// <param name="Seconds">The bound.</param>
/// <param name="IsAdded">Whether it is added to the platform's bounds (written with a plus) or belongs to a list that replaces them.</param>
/// <param name="Written">The bound as written.</param>
internal readonly record struct BucketBound(double Seconds, bool IsAdded, string Written);
