using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Rollouts.Evaluation.Fixed;

/// <summary>
/// A share judged for one planned look, on the counts of the present step, by the procedure of the check's form. One-sided risks: the end (or tail) that shows
/// harm uses the risk of a false rollback, the one that shows safety the risk of a miss.
/// </summary>
internal sealed class FixedShareCheck(int index, Check check, ShareTest test, FixedProcedure procedure, FixedLevels levels) : BoundCheck(index, check)
{
    public override bool IsAskedInShadow => test.HasPairs || test.IsOfPairs;

    public override bool IsAskedOnlyInShadow => test.IsOfPairs;

    public override ShareTest? Share => test;

    public override CheckVerdict Judge(CheckState state, EvidenceLedger ledger, Measurements measurements, in LookContext look)
    {
        bool isPairs = look.IsShadow && test.HasPairs;
        ShareVerdict shown = ShareVerdict.Of(test, ledger, isPairs);
        CheckVerdict verdict = shown.Blank(Index, Guarantee.Asymptotic, ledger, look) with { IsOfPairs = isPairs };
        if (!ledger.ChunkHasCanary)
            return verdict with { Reason = VerdictReason.NoData };
        if (shown.Lacks(Check.Minimum, look, verdict) is { Needed: > 0 } lacking)
            return lacking;
        FixedEvidence evidence = EvidenceOf(shown, ledger, verdict.Dispersion, isPairs);
        if (procedure.ReadsWindows && WindowsOf(evidence, shown.IsLimit) is < ClusterSums.FewestWindows and var windows)
            return verdict with { Reason = VerdictReason.TooFewWindows, Had = windows, Needed = ClusterSums.FewestWindows };
        return Decide(verdict with { Guarantee = procedure.GuaranteeOn(evidence) }, evidence);
    }

    private CheckVerdict Decide(CheckVerdict verdict, in FixedEvidence evidence)
    {
        bool areGood = test.EventsAreGood;
        double margin = Margin;

        // The end that can show harm is the lower one where events are bad and the upper one where they are good.
        Interval ends = procedure.Ends(evidence, test.Target, areGood ? levels.Safety : levels.Harm, areGood ? levels.Harm : levels.Safety);
        bool isHarm = areGood ? ends.Upper < margin : ends.Lower > margin;
        bool isSafe = areGood ? ends.Lower >= margin : ends.Upper <= margin;
        verdict = verdict with { Lower = ends.Lower, Upper = ends.Upper, Margin = margin };
        bool isByTails = procedure.IsByTails(test.Target);
        if (isByTails || levels.IsAdjusted)
        {
            double greater = procedure.Greater(evidence, test.Target, margin);
            double less = procedure.Less(evidence, test.Target, margin);
            verdict = verdict with { HarmP = areGood ? less : greater, SafetyP = areGood ? greater : less };
        }

        if (isByTails)
            (isHarm, isSafe) = (verdict.HarmP <= levels.Harm.Alpha, verdict.SafetyP <= levels.Safety.Alpha);

        // With an adjustment the evaluator has the last word on harm.
        if (isHarm && !levels.IsAdjusted)
            return verdict with { Kind = VerdictKind.Fail, Reason = VerdictReason.HarmShown };
        return isSafe ? verdict with { Kind = VerdictKind.Pass, Reason = VerdictReason.SafetyShown } : verdict;
    }

    /// <summary>The value that the interval is compared with, in the direction of the events. A ratio of 1 is a difference of 0.</summary>
    private double Margin => test.Target is ShareTarget.Ratio { Value: 1 } ? 0 : test.EventMargin;

    private FixedEvidence EvidenceOf(in ShareVerdict counts, EvidenceLedger ledger, double dispersion, bool isPairs) => new(
        counts.CanaryEvents / dispersion, counts.CanaryTrials / dispersion, counts.BaselineEvents / dispersion, counts.BaselineTrials / dispersion, isPairs)
    {
        IsWhole = dispersion == 1,
        Canary = procedure.ReadsWindows ? ledger.Windows(Arm.Canary, test.CanaryDispersion) : default,
        Baseline = procedure.ReadsWindows ? ledger.Windows(Arm.Baseline, test.Dispersion) : default,
    };

    private static int WindowsOf(in FixedEvidence evidence, bool isLimit) =>
        isLimit ? evidence.Canary.Windows : Math.Min(evidence.Canary.Windows, evidence.Baseline.Windows);
}
