namespace Coalmine.Rollouts.Serving;

/// <summary>How an autoscaler may change an arm's pods.</summary>
/// <param name="Least">The fewest pods; 0 lets the arm scale to nothing.</param>
/// <param name="Most">The most pods; nothing where there is no limit.</param>
/// <param name="Metric">What is held at the target, in the platform's words, such as <c>concurrency</c>; empty where the file does not say.</param>
/// <param name="Target">The wanted value of the metric per pod; nothing where the file does not say.</param>
public sealed record ReplicaScaling(int Least, int? Most, string Metric, double? Target);
