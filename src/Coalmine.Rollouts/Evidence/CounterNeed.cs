namespace Coalmine.Rollouts.Evidence;

/// <summary>A kind of raw series that the checks read.</summary>
/// <param name="Kind">What is counted.</param>
/// <param name="Bound">Index of the bucket bound, or of the class, in the telemetry's list; 0 for kinds without.</param>
public readonly record struct CounterNeed(CounterKind Kind, int Bound)
{
    /// <summary>Whether the series counts mirrored pairs, and so exists on the canary's side only.</summary>
    public bool IsPair => Kind >= CounterKind.PairsCompared;
}
