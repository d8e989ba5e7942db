using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Rollouts.Evaluation.Sequences;

/// <summary>
/// A share judged by an interval that holds at every look of its step. Limits by the sequence of one rate, margins in points by one sequence an arm, ratios by
/// the sequence of the share of events that hit the canary, at the step's observed share of requests; mirrored pairs by one sequence each for the two kinds of
/// discordant pairs. Since rates may move between steps, each step has a sequence of its own at its part of the risk.
/// </summary>
/// <param name="index">Index in the policy.</param>
/// <param name="check">The check.</param>
/// <param name="test">The question.</param>
/// <param name="levels">The risk of one step.</param>
/// <param name="tunedFor">Samples of the canary at which sequences are narrowest.</param>
internal sealed class SequenceShareCheck(int index, Check check, ShareTest test, SequenceLevels levels, double tunedFor) : BoundCheck(index, check)
{
    /// <summary>
    /// The baseline's sequence is tuned for so many times the canary's samples, as at a weight of 10 %: tuning must be fixed before the data.
    /// </summary>
    private const double BaselineTimes = 9;

    /// <summary>
    /// Events of both arms for each sample of the canary that the sequence of event shares is tuned for, as at 1 % errors and a weight of 10 %.
    /// </summary>
    private const double EventsASample = 0.1;

    public override bool IsAskedInShadow => test.HasPairs || test.IsOfPairs;

    public override bool IsAskedOnlyInShadow => test.IsOfPairs;

    public override ShareTest? Share => test;

    public override CheckVerdict Judge(CheckState state, EvidenceLedger ledger, Measurements measurements, in LookContext look)
    {
        bool isPairs = look.IsShadow && test.HasPairs;
        ShareVerdict shown = ShareVerdict.Of(test, ledger, isPairs);
        DispersionEstimate dispersion = ledger.DispersionOf(shown.Dispersion);
        Guarantee guarantee = dispersion.ShowsDependence ? Guarantee.AnytimeAsymptotic : Guarantee.AnytimeValid;
        CheckVerdict verdict = shown.Blank(Index, guarantee, ledger, look) with { IsOfPairs = isPairs };
        if (!ledger.ChunkHasCanary)
            return verdict with { Reason = VerdictReason.NoData };
        if (shown.CanaryTrials <= 0 || (!shown.IsLimit && shown.BaselineTrials <= 0))
            return shown.Lacks(Check.Minimum, look, verdict);
        if (!dispersion.IsKnown)
            return verdict with { Reason = VerdictReason.DispersionUnknown };
        double margin = test.EventMargin;
        double lower = Ends(shown, dispersion.Factor, isPairs, test.EventsAreGood ? levels.Safety : levels.Harm).Lower;
        double upper = Ends(shown, dispersion.Factor, isPairs, test.EventsAreGood ? levels.Harm : levels.Safety).Upper;
        verdict = verdict with { Lower = lower, Upper = upper, Margin = margin };
        (bool isHarm, bool isSafe) = test.EventsAreGood ? (upper < margin, lower >= margin) : (lower > margin, upper <= margin);
        if (isHarm)
            return verdict with { Kind = VerdictKind.Fail, Reason = VerdictReason.HarmShown };
        if (shown.Lacks(Check.Minimum, look, verdict) is { Needed: > 0 } lacking)
            return lacking;
        return isSafe ? verdict with { Kind = VerdictKind.Pass, Reason = VerdictReason.SafetyShown } : verdict;
    }

    private Interval Ends(in ShareVerdict counts, double dispersion, bool isPairs, double alpha)
    {
        double x1 = counts.CanaryEvents / dispersion;
        double n1 = counts.CanaryTrials / dispersion;
        double x2 = counts.BaselineEvents / dispersion;
        double n2 = counts.BaselineTrials / dispersion;
        if (counts.IsLimit)
            return BernoulliConfidenceSequence.Interval(x1, n1, alpha, BernoulliConfidenceSequence.Concentration(alpha, tunedFor));
        if (test.Target is not ShareTarget.Ratio || isPairs)
            return TwoArmDifferenceSequence.Difference(new TunedArm(x1, n1, tunedFor), new TunedArm(x2, n2, BaselineTimes * tunedFor), alpha);
        return ErrorShareSequence.Of(x1, x1 + x2, n1 / (n1 + n2), alpha, Math.Max(1, EventsASample * tunedFor)).Ratio;
    }
}
