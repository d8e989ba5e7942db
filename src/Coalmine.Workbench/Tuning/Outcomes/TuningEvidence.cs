using Coalmine.Workbench.Tuning.Goals;

namespace Coalmine.Workbench.Tuning.Outcomes;

/// <summary>What the recommended policy does in one objective against the given one, on the same replications of seeds that nobody searched on.</summary>
/// <param name="Measure">The objective.</param>
/// <param name="Given">The given policy's estimate with its 95 % interval.</param>
/// <param name="Recommended">The recommended one's.</param>
/// <param name="Difference">The recommended less the given, paired, with its 95 % interval; below 0 is better.</param>
/// <param name="PairingGain">
/// How many times more replications it would have taken without common random numbers; infinite where all differences are equal, NaN where nothing varies.
/// </param>
public sealed record TuningEvidence(
    TuningMeasure Measure, MeasuredValue Given, MeasuredValue Recommended, MeasuredValue Difference, double PairingGain)
{
    /// <summary>Whether the interval of the difference lies wholly on the good side.</summary>
    public bool IsAhead => Difference.Interval.IsWhollyBelow(0);

    /// <summary>Whether it lies wholly on the bad side.</summary>
    public bool IsBehind => Difference.Interval.IsWhollyAbove(0);
}
