namespace Coalmine.Rollouts.Controllers.Argo;

/// <summary>How many available pods are enough to go on: <c>replicaProgressThreshold</c> of a canary strategy.</summary>
/// <param name="Value">Pods, or per cent of the pods wanted of a replica set; negative counts as not set.</param>
/// <param name="IsPercent">Whether the type is <c>Percent</c>, else <c>Pod</c>.</param>
public readonly record struct ProgressThreshold(int Value, bool IsPercent)
{
    /// <summary>Whether so many available pods are enough. A percentage of no pods is met.</summary>
    /// <param name="available">Available pods.</param>
    /// <param name="desired">Pods wanted.</param>
    public bool IsMet(int available, int desired) =>
        IsPercent ? desired == 0 || available * 100L >= (long)Value * desired : available >= Value;
}
