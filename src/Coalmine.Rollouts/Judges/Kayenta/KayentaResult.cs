namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>What the judge found for one metric.</summary>
/// <param name="Label">Its word.</param>
/// <param name="Cause">Why.</param>
public readonly record struct KayentaResult(KayentaLabel Label, KayentaCause Cause)
{
    /// <summary>Whether this result makes the whole score 0.</summary>
    public bool IsCritical { get; init; }

    /// <summary>
    /// What the judge reports as the deviation: the canary's mean over the baseline's whatever the effect's measure is, NaN if either mean is 0 or infinite; 1
    /// where it did not come to a test.
    /// </summary>
    public double Ratio { get; init; } = 1;

    /// <summary>The effect in the metric's measure; NaN where it is undefined or no test was made.</summary>
    public double Effect { get; init; } = double.NaN;

    /// <summary>The interval and estimate of the shift; null where no test was made.</summary>
    public KayentaShift? Shift { get; init; }

    /// <summary>The canary's points after cleaning.</summary>
    public int CanaryPoints { get; init; }

    /// <summary>The baseline's points after cleaning.</summary>
    public int BaselinePoints { get; init; }

    /// <summary>The canary's mean after cleaning; NaN without points.</summary>
    public double CanaryMean { get; init; } = double.NaN;

    /// <summary>The baseline's mean after cleaning; NaN without points.</summary>
    public double BaselineMean { get; init; } = double.NaN;
}
