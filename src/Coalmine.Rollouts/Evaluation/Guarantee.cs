namespace Coalmine.Rollouts.Evaluation;

/// <summary>What is promised about the error probability of a verdict (statistics reference, section 9).</summary>
public enum Guarantee
{
    /// <summary>None: calibrated by simulation only.</summary>
    Heuristic,

    /// <summary>About the stated level, at the one planned look.</summary>
    Asymptotic,

    /// <summary>At most the stated level, at the one planned look, however few the samples.</summary>
    Exact,

    /// <summary>About the stated level over the planned looks.</summary>
    PlannedSequential,

    /// <summary>At most the stated level at every stopping time.</summary>
    AnytimeValid,

    /// <summary>About the stated level at every stopping time after a burn-in.</summary>
    AnytimeAsymptotic,
}
