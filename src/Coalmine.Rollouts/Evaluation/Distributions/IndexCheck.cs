using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation.Fixed;
using Coalmine.Rollouts.Evidence;
using Coalmine.Statistics.Drift;

namespace Coalmine.Rollouts.Evaluation.Distributions;

/// <summary>
/// An index of how far two distributions lie apart (population stability, Jensen-Shannon distance) against a limit. Such limits ignore the sample sizes: with
/// few values chance alone goes beyond them. So harm takes both, an index beyond the limit and a p-value of "no change" at the risk; beyond the limit but
/// within chance is neither. A pass says that the index is within the limit and nothing about risk. Bins are merged until each is expected to hold five values
/// on both sides, for an empty one would decide the index by itself. Heuristic.
/// </summary>
/// <param name="index">Index in the policy.</param>
/// <param name="check">The check.</param>
/// <param name="distribution">What is compared.</param>
/// <param name="limit">The index that is allowed.</param>
/// <param name="levels">The risks.</param>
internal sealed class IndexCheck(int index, Check check, DistributionDefinition distribution, double limit, FixedLevels levels)
    : DistributionCheck(index, check, distribution)
{
    /// <summary>Values that a bin should hold (Cochran 1954); fewer in all say nothing of how they lie over the bins.</summary>
    private const double FewestInABin = 5;

    private readonly bool _isDistance = check.Method is CheckMethod.Fixed { Form: FixedForm.JensenShannon };

    protected override Guarantee GuaranteeOn(in DispersionEstimate dispersion) => Guarantee.Heuristic;

    protected override CheckVerdict Decide(CheckVerdict verdict, ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline)
    {
        double samples = Math.Min(verdict.CanarySamples, verdict.BaselineSamples);
        double needed = FewestInABin * Distribution.Bins * verdict.Dispersion;
        if (samples < needed)
            return verdict with { Reason = VerdictReason.TooFewSamples, Had = samples, Needed = Math.Ceiling(needed) };
        BinnedDrift drift = DriftOf(canary, baseline, verdict.Dispersion);
        double seen = _isDistance ? drift.JensenShannon : drift.StabilityIndex;
        verdict = verdict with { Canary = seen, Margin = limit };
        if (seen <= limit)
            return verdict with { Kind = VerdictKind.Pass, Reason = VerdictReason.SafetyShown };
        double p = _isDistance ? drift.JensenShannonP : drift.StabilityP;
        verdict = verdict with { HarmP = p };

        // With an adjustment the evaluator has the last word on harm; an index within the limit has no p and can show none.
        return p <= levels.Harm.Alpha && !levels.IsAdjusted ? verdict with { Kind = VerdictKind.Fail, Reason = VerdictReason.HarmShown } : verdict;
    }

    private BinnedDrift DriftOf(ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline, double dispersion)
    {
        double[] current = new double[Distribution.Bins];
        double[] reference = new double[Distribution.Bins];
        Distribution.Fill(canary, dispersion, current);
        Distribution.Fill(baseline, dispersion, reference);
        if (Distribution.Bounds.IsEmpty)
        {
            // Classes have no order: by their size, so that small ones are merged with each other.
            double[] sizes = [.. current.Zip(reference, (one, other) => one + other)];
            Array.Sort([.. sizes], current);
            Array.Sort(sizes, reference);
        }

        (double[] first, double[] second) = BinnedDrift.Merged(reference, current);
        return BinnedDrift.Of(first, second);
    }
}
