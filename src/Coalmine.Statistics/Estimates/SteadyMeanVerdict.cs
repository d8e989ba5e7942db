namespace Coalmine.Statistics.Estimates;

/// <summary>What a run is good for, when its long-run mean is asked.</summary>
public enum SteadyMeanVerdict
{
    /// <summary>The beginning is left out and the batches hardly depend on each other: the interval holds.</summary>
    Steady,

    /// <summary>No steady stretch begins in the first half: neither mean nor interval is to be believed, and the run must be longer.</summary>
    TooShort,

    /// <summary>Even the longest batches depend on each other: the interval is too narrow, and the run must be longer.</summary>
    BatchesDepend,
}
