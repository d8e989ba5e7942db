using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Evaluation.Distributions;

/// <summary>The arms' whole distributions in the present step against each other. What the margin or limit is compared with is the derived check's.</summary>
internal abstract class DistributionCheck(int index, Check check, DistributionDefinition distribution) : BoundCheck(index, check)
{
    /// <summary>A limit too is for what lies between the arms.</summary>
    public override bool IsRelative => true;

    public override CheckVerdict Judge(CheckState state, EvidenceLedger ledger, Measurements measurements, in LookContext look)
    {
        ReadOnlySpan<double> canary = ledger.Step(Arm.Canary);
        ReadOnlySpan<double> baseline = ledger.Step(Arm.Baseline);
        DispersionEstimate dispersion = distribution.DispersionIn(ledger);
        ShareVerdict shown = new(0, distribution.TotalOf(canary), 0, distribution.TotalOf(baseline), -1, false);
        CheckVerdict verdict = shown.Blank(Index, GuaranteeOn(dispersion), ledger, look) with
        {
            Canary = double.NaN,
            Baseline = double.NaN,
            Dispersion = dispersion.Factor,
        };
        if (!ledger.ChunkHasCanary)
            return verdict with { Reason = VerdictReason.NoData };
        CheckVerdict lacking = shown.Lacks(Check.Minimum, look, verdict);
        if (shown.CanaryTrials <= 0 || shown.BaselineTrials <= 0)
            return lacking;
        if (NeedsDispersion && !dispersion.IsKnown)
            return verdict with { Reason = VerdictReason.DispersionUnknown };
        CheckVerdict decided = Decide(verdict, canary, baseline);

        // Numbers are shown while samples are lacking; only what holds at every look can show harm before.
        return lacking.Needed > 0 && !(NeedsDispersion && decided.Kind == VerdictKind.Fail)
            ? decided with { Kind = lacking.Kind, Reason = lacking.Reason, Had = lacking.Had, Needed = lacking.Needed, HarmP = double.NaN }
            : decided;
    }

    /// <summary>Whether the verdict holds at every look, and so must wait until the dispersion is known and needs no minimum to show harm.</summary>
    protected virtual bool NeedsDispersion => false;

    /// <summary>What is promised.</summary>
    protected abstract Guarantee GuaranteeOn(in DispersionEstimate dispersion);

    /// <summary>The verdict on counts of both arms, each above 0, that are divided by <see cref="CheckVerdict.Dispersion"/>.</summary>
    protected abstract CheckVerdict Decide(CheckVerdict verdict, ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline);

    /// <summary>The verdict of an interval around the largest difference: its radius for harm and for safety.</summary>
    protected CheckVerdict Between(CheckVerdict verdict, in LargestDifference largest, double margin, double harmRadius, double safetyRadius)
    {
        double lower = Math.Max(distribution.IsTwoSided ? 0 : -1, largest.Value - harmRadius);
        double upper = Math.Min(1, largest.Value + safetyRadius);
        verdict = verdict with { Canary = largest.Value, At = largest.At, Lower = lower, Upper = upper, Margin = margin };
        if (lower > margin)
            return verdict with { Kind = VerdictKind.Fail, Reason = VerdictReason.HarmShown };
        return upper <= margin ? verdict with { Kind = VerdictKind.Pass, Reason = VerdictReason.SafetyShown } : verdict;
    }
}
