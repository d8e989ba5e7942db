using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>
/// A share judged by two e-processes: one for harm (which rejects "not beyond the margin", mixed over the onset), one for safety (which rejects "at or beyond
/// the margin"). Against the baseline they bet on which arm each event hit; against a limit, on whether each trial was an event. Sources: statistics
/// reference 3.9, 3.11.
/// </summary>
internal sealed class SequentialShareCheck : BoundCheck
{
    private const double ConcentrationTunedFor = 2000;
    private readonly ShareTest _test;
    private readonly SequentialRisk _risk;
    private readonly double[] _harm;
    private readonly double[] _safety;
    private readonly double[] _safetyBelowLimit;
    private readonly bool _harmFromZero;
    private readonly double _concentration;

    public SequentialShareCheck(int index, Check check, ShareTest test, SequentialRisk risk)
        : base(index, check)
    {
        _test = test;
        _risk = risk;
        _harmFromZero = check.Method is CheckMethod.Sequential { HarmFromZero: true };
        _harm = [.. RateRatioAlternatives.Harm.Where(ratio => IsUsable(ratio))];
        _safety = [.. RateRatioAlternatives.Safety.Where(ratio => ratio < Highest(test.Target) && IsUsable(ratio))];
        _safetyBelowLimit = test.Target is ShareTarget.Points ? [.. RateRatioAlternatives.Safety.Where(ratio => ratio < 1)] : [];
        _concentration = BernoulliConfidenceSequence.Concentration(risk.Rate, ConcentrationTunedFor);
    }

    public override bool IsAskedInShadow => _test.HasPairs || _test.IsOfPairs;

    public override bool IsAskedOnlyInShadow => _test.IsOfPairs;

    public override ShareTest? Share => _test;

    public override CheckState CreateState() => new SequentialShareState();

    public override void Take(CheckState state, EvidenceLedger ledger, in LookContext look)
    {
        SequentialShareState own = (SequentialShareState)state;
        if (look.IsShadow && _test.HasPairs)
            TakePairs(own, ledger);
        else if (_test.Target is ShareTarget.Limit limit)
            TakeLimit(own, ledger, limit.Rate);
        else
            TakeArms(own, ledger);
        own.Total(_harm.Length, _safety.Length + _safetyBelowLimit.Length);
    }

    public override CheckVerdict Judge(CheckState state, EvidenceLedger ledger, Measurements measurements, in LookContext look)
    {
        SequentialShareState own = (SequentialShareState)state;
        bool isPairs = look.IsShadow && _test.HasPairs;
        ShareVerdict shown = ShareVerdict.Of(_test, ledger, isPairs);
        Guarantee guarantee = ledger.DispersionOf(shown.Dispersion).ShowsDependence ? Guarantee.AnytimeAsymptotic : Guarantee.AnytimeValid;
        CheckVerdict verdict = shown.Blank(Index, guarantee, ledger, look) with
        {
            LogHarm = own.LogHarm,
            LogSafety = own.LogSafety,
            Margin = TestedMargin(own, isPairs).Harm,
            IsOfPairs = isPairs,
        };
        if (!ledger.ChunkHasCanary)
            return verdict with { Reason = VerdictReason.NoData };
        if (shown.Lacks(Check.Minimum, look, verdict) is { Needed: > 0 } lacking)
            return lacking;
        if (!ledger.DispersionOf(shown.Dispersion).IsKnown)
            return verdict with { Reason = VerdictReason.DispersionUnknown };
        return own.LogSafety >= _risk.LogSafetyThreshold
            ? verdict with { Kind = VerdictKind.Pass, Reason = VerdictReason.SafetyShown, Margin = TestedMargin(own, isPairs).Safety }
            : verdict;
    }

    private static double Highest(ShareTarget target) => target switch
    {
        ShareTarget.Ratio ratio => ratio.Value,
        ShareTarget.Points => double.PositiveInfinity,
        _ => 1,
    };

    private bool IsUsable(double ratio) => _test.Target is not ShareTarget.Limit limit || RateAt(ratio, limit.Rate) < 1;

    /// <summary>A rate that is worse than the limit for ratios above 1, and better for ratios below.</summary>
    private double RateAt(double ratio, double limit) => _test.EventsAreGood ? limit / ratio : limit * ratio;

    private void TakeLimit(SequentialShareState own, EvidenceLedger ledger, double limit)
    {
        ReadOnlySpan<double> counts = ledger.Chunk(Arm.Canary);
        own.Pending = own.Pending.Plus(_test.Canary.EventsOf(counts), _test.Canary.TrialsOf(counts), 0, 0);
        DispersionEstimate dispersion = ledger.DispersionOf(_test.Dispersion);
        if (!dispersion.IsKnown || own.Pending.CanaryTrials <= 0)
            return;
        double factor = dispersion.Factor;
        double events = own.Pending.CanaryEvents / factor;
        RateLimitBet bet = new(events, Math.Max(0, own.Pending.CanaryTrials / factor - events));
        own.Looks++;
        for (int i = 0; i < _harm.Length; i++)
            own.Harm[i] = OnsetMixture.Next(own.Harm[i], own.Looks, bet.LogRatio(RateAt(_harm[i], limit), limit));
        for (int i = 0; i < _safety.Length; i++)
            own.Safety[i] += bet.LogRatio(RateAt(_safety[i], limit), limit);
        own.Pending = default;
    }

    private void TakeArms(SequentialShareState own, EvidenceLedger ledger)
    {
        ReadOnlySpan<double> canary = ledger.Chunk(Arm.Canary);
        ReadOnlySpan<double> baseline = ledger.Chunk(Arm.Baseline);
        own.Pending = own.Pending.Plus(
            _test.Canary.EventsOf(canary), _test.Canary.TrialsOf(canary), _test.Baseline.EventsOf(baseline), _test.Baseline.TrialsOf(baseline));
        DispersionEstimate dispersion = ledger.DispersionOf(_test.Dispersion);
        PendingCounts counts = own.Pending;
        if (!dispersion.IsKnown || counts.CanaryTrials <= 0 || counts.BaselineTrials <= 0)
            return;
        Bet(own, counts, ref own.BaselineRate, dispersion.Factor);
        own.Pending = default;
    }

    private void TakePairs(SequentialShareState own, EvidenceLedger ledger)
    {
        ReadOnlySpan<double> pairs = ledger.Chunk(Arm.Canary);
        double trials = _test.PairsCanary.TrialsOf(pairs);
        own.PendingPairs = own.PendingPairs.Plus(_test.PairsCanary.EventsOf(pairs), trials, _test.PairsBaseline.EventsOf(pairs), trials);
        DispersionEstimate dispersion = ledger.DispersionOf(_test.PairsDispersion);
        if (!dispersion.IsKnown || own.PendingPairs.CanaryTrials <= 0)
            return;
        Bet(own, own.PendingPairs, ref own.PairsRate, dispersion.Factor);
        own.PendingPairs = default;
    }

    private void Bet(SequentialShareState own, in PendingCounts counts, ref RateBounds baseline, double dispersion)
    {
        (double harmRatio, double safetyRatio) = TestedRatios(baseline);
        double canary = counts.CanaryEvents / dispersion;
        double other = counts.BaselineEvents / dispersion;
        double share = counts.CanaryTrials / (counts.CanaryTrials + counts.BaselineTrials);
        RateRatioBet bet = _test.EventsAreGood ? new(other, canary, 1 - share) : new(canary, other, share);
        own.Looks++;
        for (int i = 0; i < _harm.Length; i++)
        {
            // An unknown margin stakes nothing: the likelihood ratio is then 1.
            double logRatio = double.IsFinite(harmRatio) ? bet.LogRatio(_harm[i] * harmRatio, harmRatio) : 0;
            own.Harm[i] = OnsetMixture.Next(own.Harm[i], own.Looks, logRatio);
        }

        for (int i = 0; i < _safety.Length; i++)
            if (_safety[i] < safetyRatio && double.IsFinite(safetyRatio))
                own.Safety[i] += bet.LogRatio(_safety[i], safetyRatio);

        BetBelowLimit(own, counts, baseline, dispersion);

        // The margin is learnt after the bet: a bet may use only what was known before the look it is settled by.
        if (_test.Target is ShareTarget.Points)
            baseline.Take(counts.BaselineEvents, counts.BaselineTrials, dispersion, _risk.Rate, _concentration);
    }

    /// <summary>
    /// A second way to be safe by points, for when events are too rare for a ratio: at or beyond the margin the canary's own rate is at least the margin
    /// above what the baseline's rate is known to exceed. Both ways are alternatives of one mixture.
    /// </summary>
    private void BetBelowLimit(SequentialShareState own, in PendingCounts counts, in RateBounds baseline, double dispersion)
    {
        if (_test.Target is not ShareTarget.Points points)
            return;
        double limit = _test.EventsAreGood ? baseline.Upper - points.Difference : baseline.Lower + points.Difference;
        double events = counts.CanaryEvents / dispersion;
        RateLimitBet bet = new(events, Math.Max(0, counts.CanaryTrials / dispersion - events));
        for (int i = 0; i < _safetyBelowLimit.Length; i++)
        {
            double rate = RateAt(_safetyBelowLimit[i], limit);
            if (limit is > 0 and < 1 && rate < 1)
                own.Safety[_safety.Length + i] += bet.LogRatio(rate, limit);
        }
    }

    /// <summary>The ratios that harm and safety are tested against; for points each at the pessimistic end of what is known of the baseline's rate.</summary>
    private (double Harm, double Safety) TestedRatios(in RateBounds baseline)
    {
        (double harm, double safety) = _test.Target switch
        {
            ShareTarget.Ratio ratio => (ratio.Value, ratio.Value),
            ShareTarget.Points points => (RatioOf(points.Difference, baseline.Lower), RatioOf(points.Difference, baseline.Upper)),
            _ => throw new InvalidOperationException("A limit has no ratio."),
        };
        return (_harmFromZero ? 1 : harm, safety);
    }

    private double RatioOf(double difference, double rate)
    {
        if (difference == 0)
            return 1;
        if (_test.EventsAreGood)
            return rate > difference ? rate / (rate - difference) : double.PositiveInfinity;
        return rate > 0 ? 1 + difference / rate : double.PositiveInfinity;
    }

    private (double Harm, double Safety) TestedMargin(SequentialShareState own, bool isPairs) => _test.Target is ShareTarget.Limit limit
        ? (limit.Rate, limit.Rate)
        : TestedRatios(isPairs ? own.PairsRate : own.BaselineRate);
}
