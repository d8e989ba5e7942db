using System.Collections.Immutable;

namespace Coalmine.Workbench.Tuning.Outcomes;

/// <summary>A policy that was tried.</summary>
public sealed record TuningCandidate
{
    /// <summary>Its number in the order of trial; 0 for the given policy.</summary>
    public required int Number { get; init; }

    /// <summary>What each knob is, as written.</summary>
    public required ImmutableArray<string> Values { get; init; }

    /// <summary>Replications in each scenario.</summary>
    public required int Replications { get; init; }

    /// <summary>What it does in each objective of the run, on the seed of the search: who is best there owes a part of it to luck.</summary>
    public required ImmutableArray<MeasuredValue> Measures { get; init; }

    /// <summary>Whether all that must be held seems to be, on the seed of the search.</summary>
    public required bool Holds { get; init; }

    /// <summary>Whether it was dropped, being clearly behind another one.</summary>
    public required bool IsDropped { get; init; }

    /// <summary>Whether none is at least as good in every objective and better in one, by the means over the replications that both have.</summary>
    public bool IsOnFront { get; init; }

    /// <summary>Share of bootstrap resamples of the first replications in which that is so. Heuristic.</summary>
    public double FrontProbability { get; init; }
}
