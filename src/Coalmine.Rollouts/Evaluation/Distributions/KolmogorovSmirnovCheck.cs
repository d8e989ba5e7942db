using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation.Fixed;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Rollouts.Evaluation.Distributions;

/// <summary>
/// Kolmogorov and Smirnov's largest difference of two distributions, for one planned look, against a margin: each arm's distribution function lies within
/// √(ln(1/a)/(2n)) of the true one on one side except with probability a (Massart 1990, sharpening Dvoretzky, Kiefer and Wolfowitz), with half the risk for
/// each arm, and half of that for each side where both directions count. Valid at bucket bounds, with few values too; wider than the limit law of the
/// classical test, which has no margin. Asymptotic, since counts are divided by an estimated dispersion.
/// </summary>
/// <param name="index">Index in the policy.</param>
/// <param name="check">The check.</param>
/// <param name="distribution">What is compared.</param>
/// <param name="margin">The difference that is allowed.</param>
/// <param name="levels">The risks.</param>
internal sealed class KolmogorovSmirnovCheck(int index, Check check, DistributionDefinition distribution, double margin, FixedLevels levels)
    : DistributionCheck(index, check, distribution)
{
    // The risk is split over two arms, and over two sides where both directions count.
    private readonly int _parts = distribution.IsTwoSided ? 4 : 2;

    protected override Guarantee GuaranteeOn(in DispersionEstimate dispersion) => Guarantee.Asymptotic;

    protected override CheckVerdict Decide(CheckVerdict verdict, ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline)
    {
        LargestDifference largest = Distribution.Between(canary, baseline);
        double unit = Math.Sqrt(verdict.Dispersion / (2 * verdict.CanarySamples)) + Math.Sqrt(verdict.Dispersion / (2 * verdict.BaselineSamples));
        CheckVerdict decided = Around(verdict, largest, margin, unit * RootOf(levels.Harm), unit * RootOf(levels.Safety));
        if (!levels.IsAdjusted)
            return decided;

        // With an adjustment the evaluator has the last word on harm; p is the risk at which the interval leaves the margin.
        double beyond = Math.Max(0, largest.Value - margin) / unit;
        decided = decided with { HarmP = Math.Min(1, _parts * Math.Exp(-beyond * beyond)) };
        return decided.Kind == VerdictKind.Fail ? decided with { Kind = VerdictKind.Inconclusive, Reason = VerdictReason.IntervalCoversMargin } : decided;
    }

    private double RootOf(in Level level) => Math.Sqrt(Math.Log(_parts / level.Alpha));
}
