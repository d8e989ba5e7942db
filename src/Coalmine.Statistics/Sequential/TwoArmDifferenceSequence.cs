using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Sequential;

/// <summary>
/// A confidence sequence for a difference of rates: [l₁ - u₂, u₁ - l₂] from one sequence an arm at half the error. Valid and a bit wide. Guarantee:
/// anytime-valid.
/// </summary>
/// <remarks>Assumes independent arms with constant rates; positive means that the canary's rate is higher. Bonferroni over the arms. O(1). Source: Howard,
/// Ramdas, McAuliffe and Sekhon 2021 an arm.</remarks>
public static class TwoArmDifferenceSequence
{
    /// <summary>The interval for the canary's rate less the baseline's at error alpha (two-sided).</summary>
    public static Interval Difference(in TunedArm canary, in TunedArm baseline, double alpha)
    {
        Interval first = canary.Interval(alpha / 2);
        Interval second = baseline.Interval(alpha / 2);
        return new Interval(first.Lower - second.Upper, first.Upper - second.Lower);
    }
}
