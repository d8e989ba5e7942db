namespace Coalmine.Rollouts.Evaluation;

/// <summary>
/// The answer to one check at one look, with its numbers; the catalogue of messages turns it into the sentence that every output shows.
/// Only the evaluator makes verdicts. A struct, since a look must not allocate.
/// </summary>
public readonly record struct CheckVerdict
{
    /// <summary>An answer; what is not said is unknown.</summary>
    public CheckVerdict()
    {
    }

    /// <summary>Index of the check in the policy.</summary>
    public required int Check { get; init; }

    /// <summary>The answer.</summary>
    public required VerdictKind Kind { get; init; }

    /// <summary>Why.</summary>
    public required VerdictReason Reason { get; init; }

    /// <summary>What is promised about errors.</summary>
    public required Guarantee Guarantee { get; init; }

    /// <summary>
    /// The canary's value in the metric's unit; for whole distributions their largest difference, or the index of how far they lie apart. NaN when unknown.
    /// </summary>
    public double Canary { get; init; }

    /// <summary>The baseline's value in the metric's unit; NaN when unknown or not asked.</summary>
    public double Baseline { get; init; }

    /// <summary>
    /// Whether the two values are shares of mirrored pairs (accuracy in the shadow stage): pairs that only the canary got wrong, and that only the baseline
    /// got wrong.
    /// </summary>
    public bool IsOfPairs { get; init; }

    /// <summary>Samples behind the canary's value (requests, labels, pairs); 0 for point checks.</summary>
    public double CanarySamples { get; init; }

    /// <summary>Samples behind the baseline's value; 0 for point checks and where it is not asked.</summary>
    public double BaselineSamples { get; init; }

    /// <summary>
    /// The limit or margin that was really tested: a value in the metric's unit for limits and differences, a ratio of rates for relative margins
    /// (what safety was tested at for a pass, else what harm is).
    /// </summary>
    public double Margin { get; init; }

    /// <summary>Natural logarithm of the evidence of harm (an e-value); 0 is no evidence. Sequential checks only.</summary>
    public double LogHarm { get; init; }

    /// <summary>Natural logarithm of the evidence of safety (an e-value). Sequential checks only.</summary>
    public double LogSafety { get; init; }

    /// <summary>P-value of harm of a fixed-sample check that has one; NaN otherwise.</summary>
    public double HarmP { get; init; } = double.NaN;

    /// <summary>P-value of safety of a fixed-sample check that has one; NaN otherwise.</summary>
    public double SafetyP { get; init; } = double.NaN;

    /// <summary>Where a score stands against its boundaries; empty for methods without.</summary>
    public ScoreStanding Standing { get; init; }

    /// <summary>Lower end of the interval for the effect, where the method has one; NaN otherwise.</summary>
    public double Lower { get; init; }

    /// <summary>Upper end of the interval for the effect, where the method has one; NaN otherwise.</summary>
    public double Upper { get; init; }

    /// <summary>The bucket bound at which two distributions differ most, in the bounds' unit; NaN elsewhere.</summary>
    public double At { get; init; } = double.NaN;

    /// <summary>Samples, or seconds, that are had of those needed; NaN where nothing is lacking.</summary>
    public double Had { get; init; }

    /// <summary>Samples, or seconds, that are needed; NaN where nothing is lacking.</summary>
    public double Needed { get; init; }

    /// <summary>Age of the step in seconds, to say how long what is lacking will take.</summary>
    public double StepSeconds { get; init; }

    /// <summary>Pods of the canary behind the verdict; with fewer than three the guarantee holds for these pods only. 0 where that is not known.</summary>
    public int CanaryPods { get; init; }

    /// <summary>The factor by which counts were divided for dispersion; 1 where they were not.</summary>
    public double Dispersion { get; init; }
}
