using Coalmine.Statistics.Intervals;

namespace Coalmine.Statistics.Sequential;

/// <summary>A confidence sequence for a difference of rates: [l₁ - u₂, u₁ - l₂] from one sequence an arm at half the error. Valid and a bit wide. Guarantee: anytime-valid.</summary>
public static class TwoArmDifferenceSequence
{
    /// <summary>The interval for p₁ - p₂, arm 1 the canary, each arm tuned for its own number of requests.</summary>
    public static Interval Difference(double x1, double n1, double x2, double n2, double alpha, double tOpt1, double tOpt2)
    {
        double half = alpha / 2;
        Interval first = BernoulliConfidenceSequence.Interval(x1, n1, half, BernoulliConfidenceSequence.Concentration(half, tOpt1));
        Interval second = BernoulliConfidenceSequence.Interval(x2, n2, half, BernoulliConfidenceSequence.Concentration(half, tOpt2));
        return new Interval(first.Lower - second.Upper, first.Upper - second.Lower);
    }
}
