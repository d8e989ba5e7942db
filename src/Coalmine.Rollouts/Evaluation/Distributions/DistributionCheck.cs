using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Evaluation.Distributions;

/// <summary>The arms' whole distributions in the present step against each other. What the margin or limit is compared with is the derived check's.</summary>
internal abstract class DistributionCheck(int index, Check check, DistributionDefinition distribution) : BoundCheck(index, check)
{
    /// <summary>What is compared.</summary>
    protected DistributionDefinition Distribution { get; } = distribution;

    /// <summary>A limit too is for what lies between the arms.</summary>
    public override bool IsRelative => true;

    public override CheckVerdict Judge(CheckState state, EvidenceLedger ledger, Measurements measurements, in LookContext look)
    {
        ReadOnlySpan<double> canary = ledger.Step(Arm.Canary);
        ReadOnlySpan<double> baseline = ledger.Step(Arm.Baseline);
        DispersionEstimate dispersion = Distribution.DispersionIn(ledger);
        ShareVerdict shown = new(0, Distribution.TotalOf(canary), 0, Distribution.TotalOf(baseline), -1, false);
        CheckVerdict verdict = shown.Blank(Index, GuaranteeOn(dispersion), ledger, look) with
        {
            Canary = double.NaN,
            Baseline = double.NaN,
            Dispersion = dispersion.Factor,
        };
        if (!ledger.ChunkHasCanary)
            return verdict with { Reason = VerdictReason.NoData };
        CheckVerdict lacking = shown.Lacks(Check.Minimum, look, verdict);
        bool isLacking = lacking.Needed > 0;
        if (shown.CanaryTrials <= 0 || shown.BaselineTrials <= 0 || (isLacking && !HoldsAtEveryLook))
            return lacking;
        if (HoldsAtEveryLook && !dispersion.IsKnown)
            return verdict with { Reason = VerdictReason.DispersionUnknown };
        CheckVerdict decided = Decide(verdict, canary, baseline);
        return isLacking && decided.Kind != VerdictKind.Fail
            ? decided with { Kind = lacking.Kind, Reason = lacking.Reason, Had = lacking.Had, Needed = lacking.Needed }
            : decided;
    }

    /// <summary>Whether the verdict holds at every look, and so must wait until the dispersion is known and needs no minimum to show harm.</summary>
    protected virtual bool HoldsAtEveryLook => false;

    /// <summary>What is promised.</summary>
    protected abstract Guarantee GuaranteeOn(in DispersionEstimate dispersion);

    /// <summary>The verdict on counts of both arms, each above 0, that are divided by <see cref="CheckVerdict.Dispersion"/>.</summary>
    protected abstract CheckVerdict Decide(CheckVerdict verdict, ReadOnlySpan<double> canary, ReadOnlySpan<double> baseline);

    /// <summary>The verdict of an interval around the largest difference: its radius for harm and for safety.</summary>
    protected static CheckVerdict Around(CheckVerdict verdict, in LargestDifference largest, double margin, double harmRadius, double safetyRadius)
    {
        double lower = largest.Value - harmRadius;
        double upper = Math.Min(1, largest.Value + safetyRadius);
        verdict = verdict with { Canary = largest.Value, At = largest.At, Lower = lower, Upper = upper, Margin = margin };
        if (lower > margin)
            return verdict with { Kind = VerdictKind.Fail, Reason = VerdictReason.HarmShown };
        return upper <= margin ? verdict with { Kind = VerdictKind.Pass, Reason = VerdictReason.SafetyShown } : verdict;
    }
}
