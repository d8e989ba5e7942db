using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Statistics.Intervals;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>
/// A share judged by an interval for one planned look, on the counts of the present step. Differences by Newcombe or Miettinen and Nurminen, ratios by the
/// score interval, limits by Wilson. One-sided risks: the end that shows harm uses the risk of a false rollback, the end that shows safety the risk of a
/// miss.
/// </summary>
internal sealed class FixedShareCheck(int index, Check check, ShareTest test, FixedLevels levels) : BoundCheck(index, check)
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
        // The end that can show harm is the lower one where events are bad and the upper one where they are good.
        (double lowerZ, double upperZ) = test.EventsAreGood ? (levels.SafetyZ, levels.HarmZ) : (levels.HarmZ, levels.SafetyZ);
        double lower = Ends(shown, verdict.Dispersion, lowerZ, isPairs).Lower;
        double upper = Ends(shown, verdict.Dispersion, upperZ, isPairs).Upper;
        double margin = Margin;
        verdict = verdict with { Lower = lower, Upper = upper, Margin = margin };
        (bool isHarm, bool isSafe) = test.EventsAreGood ? (upper < margin, lower >= margin) : (lower > margin, upper <= margin);
        if (isHarm)
            return verdict with { Kind = VerdictKind.Fail, Reason = VerdictReason.HarmShown };
        return isSafe ? verdict with { Kind = VerdictKind.Pass, Reason = VerdictReason.SafetyShown } : verdict;
    }

    /// <summary>The value that the interval is compared with, in the direction of the events. A ratio of 1 is a difference of 0.</summary>
    private double Margin => test.Target switch
    {
        ShareTarget.Limit limit => limit.Rate,
        ShareTarget.Points points => test.EventsAreGood ? -points.Difference : points.Difference,
        ShareTarget.Ratio { Value: 1 } => 0,
        ShareTarget.Ratio ratio => test.EventsAreGood ? 1 / ratio.Value : ratio.Value,
        _ => throw new InvalidOperationException("Unreachable: the targets are closed."),
    };

    private Interval Ends(in ShareVerdict counts, double dispersion, double z, bool isPairs)
    {
        double x1 = counts.CanaryEvents / dispersion;
        double n1 = counts.CanaryTrials / dispersion;
        double x2 = counts.BaselineEvents / dispersion;
        double n2 = counts.BaselineTrials / dispersion;
        if (counts.IsLimit)
            return Wilson.Interval(x1, n1, z);
        if (isPairs)
        {
            long canaryOnly = (long)Math.Round(x1);
            long baselineOnly = (long)Math.Round(x2);
            // Tango's interval depends on the discordant pairs and the number of pairs only.
            return TangoPaired.Difference(new PairedCounts(0, canaryOnly, baselineOnly, Math.Max(0, (long)Math.Round(n1) - canaryOnly - baselineOnly)), z);
        }

        if (test.Target is ShareTarget.Ratio { Value: not 1 })
            return ScoreRatio.Interval(x1, n1, x2, n2, z);
        return levels.Interval == DifferenceInterval.Newcombe
            ? Newcombe.Difference(x1, n1, x2, n2, z)
            : MiettinenNurminen.Difference(x1, n1, x2, n2, z);
    }
}
