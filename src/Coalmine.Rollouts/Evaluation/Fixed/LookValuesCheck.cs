using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Estimates;
using Coalmine.Statistics.Ranks;

namespace Coalmine.Rollouts.Evaluation.Fixed;

/// <summary>
/// Compares the arms' values look by look within a step, by Welch's t or by rank (Mann and Whitney, corrected for ties and continuity): what judges of metric
/// series do. Looks are the units, so that requests may depend on each other within a look, but looks must not: with autocorrelation such a test flags far
/// more than it says (statistics reference 3.12).
/// </summary>
internal sealed class LookValuesCheck(int index, Check check, LookReader reader, LookMargin margin, FixedLevels levels) : BoundCheck(index, check)
{
    /// <summary>Looks without which a verdict would hang on one or two of them.</summary>
    private const int FewestLooks = 5;
    private readonly bool _isByRank = check.Method is CheckMethod.Fixed { Form: FixedForm.MannWhitney };

    public override ShareTest? Share => reader.Share;

    public override CheckState CreateState() => new LookValues();

    public override void Take(CheckState state, EvidenceLedger ledger, in LookContext look)
    {
        (double canary, double baseline) = reader.Read(ledger);
        if (!double.IsNaN(canary) && !double.IsNaN(baseline))
            ((LookValues)state).Add(look.StepBegan, canary, baseline);
    }

    public override CheckVerdict Judge(CheckState state, EvidenceLedger ledger, Measurements measurements, in LookContext look)
    {
        LookValues own = (LookValues)state;
        int looks = own.Since == look.StepBegan ? own.Count : 0;
        ShareVerdict shown = reader.Counts(ledger);
        CheckVerdict verdict = reader.Shown(shown.Blank(Index, Guarantee.Asymptotic, ledger, look), ledger) with
        {
            Margin = margin.Ratio == 1 ? margin.Difference : margin.Ratio,
        };
        if (!ledger.ChunkHasCanary)
            return verdict with { Reason = VerdictReason.NoData };
        if (shown.Lacks(Check.Minimum, look, verdict) is { Needed: > 0 } lacking)
            return lacking;
        if (looks < FewestLooks)
            return verdict with { Reason = VerdictReason.TooFewWindows, Had = looks, Needed = FewestLooks };
        (double greater, double less) = Tails(own);
        (double harm, double safety) = margin.HigherIsWorse ? (greater, less) : (less, greater);
        verdict = verdict with { HarmP = harm, SafetyP = safety };
        if (harm <= levels.Harm.Alpha && !levels.IsAdjusted)
            return verdict with { Kind = VerdictKind.Fail, Reason = VerdictReason.HarmShown };
        return safety <= levels.Safety.Alpha ? verdict with { Kind = VerdictKind.Pass, Reason = VerdictReason.SafetyShown } : verdict;
    }

    // P-values of "the canary's values are not larger" and "not smaller" than allowed.
    private (double Greater, double Less) Tails(LookValues values)
    {
        double[] canary = [.. values.Canary];
        double[] baseline = [.. values.Baseline];
        for (int i = 0; i < canary.Length; i++)
            (canary[i], baseline[i]) = (canary[i] - margin.Difference, baseline[i] * margin.Ratio);
        if (_isByRank)
            return (MannWhitney.Of(canary, baseline).CorrectedGreater, MannWhitney.Of(baseline, canary).CorrectedGreater);
        SampleSummary first = Summary(canary);
        SampleSummary second = Summary(baseline);
        return WelchT.IsDefined(first, second) ? (WelchT.Of(first, second).Greater, WelchT.Of(second, first).Greater) : (1, 1);
    }

    private static SampleSummary Summary(double[] values)
    {
        Moments moments = Moments.Of(values);
        return new SampleSummary(moments.Mean, Math.Sqrt(moments.Variance), moments.Count);
    }
}
