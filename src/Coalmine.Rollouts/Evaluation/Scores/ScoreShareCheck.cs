using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Statistics.Comparisons;

namespace Coalmine.Rollouts.Evaluation.Scores;

/// <summary>
/// A share judged by a score that is stratified by step, under a rule for repeated looks. Counts are divided by the dispersion. Normal approximation: it says
/// nothing before there are <see cref="FewestEvents"/> events in both arms, <see cref="FewestOfCanary"/> of them to be expected on the canary.
/// </summary>
internal sealed class ScoreShareCheck(int index, Check check, ShareTest test, ScoreRule rule) : BoundCheck(index, check)
{
    /// <summary>Events before which a score is not taken for normal (statistics reference 0.5, trap 11).</summary>
    private const double FewestEvents = 100;
    private const double FewestOfCanary = 20;

    public override bool IsAskedInShadow => test.IsOfPairs;

    public override bool IsAskedOnlyInShadow => test.IsOfPairs;

    public override ShareTest? Share => test;

    public override CheckState CreateState() => new ScoreState();

    public override void Take(CheckState state, EvidenceLedger ledger, in LookContext look)
    {
        ScoreState own = (ScoreState)state;
        own.BeginStep(look.StepBegan);
        DispersionEstimate dispersion = ledger.DispersionOf(test.Dispersion);
        if (!dispersion.IsKnown)
            return;
        ShareVerdict counts = ShareVerdict.Of(test, ledger, false);
        own.Current = StratumOf(counts, dispersion.Factor);
        own.CurrentEvents = EventsOf(counts, dispersion.Factor);
        StratumScore total = own.Total;
        if (total.Information <= 0 || !IsNormal(own.Events))
            return;

        // A limit that is met from above by good events is harm on the other side.
        double z = test.EventsAreGood && counts.IsLimit ? -total.Z : total.Z;
        rule.Weigh(own, z, total.Information);
    }

    public override CheckVerdict Judge(CheckState state, EvidenceLedger ledger, Measurements measurements, in LookContext look)
    {
        ScoreState own = (ScoreState)state;
        ShareVerdict shown = ShareVerdict.Of(test, ledger, false);
        CheckVerdict verdict = shown.Blank(Index, rule.Guarantee, ledger, look) with
        {
            LogHarm = own.LogHarm,
            LogSafety = own.LogSafety,
            Standing = own.Standing,
            Margin = MarginOf(test.Target),
        };
        if (!ledger.ChunkHasCanary)
            return verdict with { Reason = VerdictReason.NoData };
        if (own.ShowsHarm)
            return verdict with { Kind = VerdictKind.Fail, Reason = VerdictReason.HarmShown };
        if (shown.Lacks(Check.Minimum, look, verdict) is { Needed: > 0 } lacking)
            return lacking;
        if (!ledger.DispersionOf(shown.Dispersion).IsKnown)
            return verdict with { Reason = VerdictReason.DispersionUnknown };
        if (rule.Withholds(own) is { } reason)
            return verdict with { Reason = reason };
        return own.ShowsSafety ? verdict with { Kind = VerdictKind.Pass, Reason = VerdictReason.SafetyShown } : verdict;
    }

    private static double MarginOf(ShareTarget target) => target switch
    {
        ShareTarget.Limit limit => limit.Rate,
        ShareTarget.Points points => points.Difference,
        ShareTarget.Ratio ratio => ratio.Value,
        _ => throw new InvalidOperationException("Unreachable: the targets are closed."),
    };

    private StratumScore StratumOf(in ShareVerdict counts, double dispersion)
    {
        double x1 = counts.CanaryEvents / dispersion;
        double n1 = counts.CanaryTrials / dispersion;
        double x2 = counts.BaselineEvents / dispersion;
        double n2 = counts.BaselineTrials / dispersion;
        if (test.EventsAreGood && !counts.IsLimit)
            (x1, n1, x2, n2) = (x2, n2, x1, n1);
        return test.Target switch
        {
            ShareTarget.Limit limit => StratumScore.OfLimit(x1, n1, limit.Rate),
            ShareTarget.Points points => StratumScore.OfDifference(x1, n1, x2, n2, points.Difference),
            ShareTarget.Ratio ratio => StratumScore.OfRatio(x1, n1, x2, n2, ratio.Value),
            _ => throw new InvalidOperationException("Unreachable: the targets are closed."),
        };
    }

    /// <summary>The rarer of events and others: both have to be many for the normal approximation. Of a limit: what it lets expect.</summary>
    private EventTally EventsOf(in ShareVerdict counts, double dispersion)
    {
        double trials = counts.CanaryTrials + counts.BaselineTrials;
        double share = test.Target is ShareTarget.Limit limit ? limit.Rate : trials > 0 ? (counts.CanaryEvents + counts.BaselineEvents) / trials : 0;
        double rarer = Math.Min(share, 1 - share) / dispersion;
        return new EventTally(rarer * trials, rarer * counts.CanaryTrials);
    }

    private bool IsNormal(in EventTally events) => events.OfCanary >= FewestOfCanary && (test.Target is ShareTarget.Limit || events.All >= FewestEvents);
}
