using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Rollouts.Evaluation.Bets;

/// <summary>
/// A share judged by two e-processes: one for harm (which rejects "not beyond the margin", mixed over the onset), one for safety (which rejects "at or beyond
/// the margin"). Against the baseline they bet on which arm each event hit; against a limit, on whether each trial was an event. Sources: statistics
/// reference 3.9, 3.11.
/// </summary>
internal sealed class SequentialShareCheck : BoundCheck
{
    /// <summary>
    /// The boldest bet on harm where requests plainly depend on each other. Dividing counts by the dispersion matches their variance and not their tail, and
    /// bold bets live off the tail: with bursts of 5 the mean of the bet on ten times grows by a quarter nat a burst, that on twice hardly.
    /// </summary>
    private const double BoldestWhenDependent = 3;
    private readonly ShareTest _test;
    private readonly SequentialRisk _risk;
    private readonly BetPlan _bets;
    private readonly double[] _harm;
    private readonly double[] _safety;
    private readonly OnsetRule _onset;

    public SequentialShareCheck(int index, Check check, ShareTest test, SequentialRisk risk, BetPlan bets)
        : base(index, check)
    {
        _test = test;
        _risk = risk;
        _bets = bets;
        (_harm, _safety, _onset) = (bets.Harm, bets.Safety, bets.Onset);
    }

    public override bool IsAskedInShadow => _test.HasPairs || _test.IsOfPairs;

    public override bool IsAskedOnlyInShadow => _test.IsOfPairs;

    public override ShareTest? Share => _test;

    public override CheckState CreateState() => new SequentialShareState(_onset);

    public override void Take(CheckState state, EvidenceLedger ledger, in LookContext look)
    {
        SequentialShareState own = (SequentialShareState)state;

        // What waits for the dispersion must not be pooled over steps: their requests were split by different weights.
        if (_test.Target is not ShareTarget.Limit && own.PendingSince != look.StepBegan)
            (own.Pending, own.PendingPairs, own.PendingSince) = (default, default, look.StepBegan);
        if (look.IsShadow && _test.HasPairs)
            TakePairs(own, ledger);
        else if (_test.Target is ShareTarget.Limit limit)
            TakeLimit(own, ledger, limit.Rate);
        else
            TakeArms(own, ledger);
        own.Total(_onset, _harm.Length, _safety.Length);
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
            Margin = TestedMargin(false),
            IsOfPairs = isPairs,
        };
        if (!ledger.ChunkHasCanary)
            return verdict with { Reason = VerdictReason.NoData };
        if (shown.Lacks(Check.Minimum, look, verdict) is { Needed: > 0 } lacking)
            return lacking;
        if (!ledger.DispersionOf(shown.Dispersion).IsKnown)
            return verdict with { Reason = VerdictReason.DispersionUnknown };
        return own.LogSafety >= _risk.LogSafetyThreshold
            ? verdict with { Kind = VerdictKind.Pass, Reason = VerdictReason.SafetyShown, Margin = TestedMargin(true) }
            : verdict;
    }

    private double RateAt(double ratio, double limit) => BetPlan.RateAt(_test, ratio, limit);

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
        {
            double logRatio = IsTooBold(dispersion.ShowsDependence, _harm[i]) ? 0 : bet.LogRatio(RateAt(_harm[i], limit), limit);
            own.Harm[i] = _onset.Next(own.Harm[i], own.Looks, logRatio);
        }

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
        Bet(own, counts, dispersion.Factor, false);
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
        Bet(own, own.PendingPairs, dispersion.Factor, true);
        own.PendingPairs = default;
    }

    private void Bet(SequentialShareState own, in PendingCounts counts, double dispersion, bool isPairs)
    {
        double canary = counts.CanaryEvents / dispersion;
        double other = counts.BaselineEvents / dispersion;
        double share = counts.CanaryTrials / (counts.CanaryTrials + counts.BaselineTrials);
        RateRatioBet bet = _test.EventsAreGood ? new(other, canary, 1 - share) : new(canary, other, share);
        double trials = (_test.EventsAreGood ? counts.BaselineTrials : counts.CanaryTrials) / dispersion;
        own.Looks++;
        bool isDependent = dispersion >= DispersionEstimate.Dependent;
        BlockBet? blocks = _bets.IsTwoByTwo && !isPairs ? BlockBet.Of(bet, trials, own.Reference) : null;
        for (int i = 0; i < _harm.Length; i++)
        {
            double logRatio = IsTooBold(isDependent, _harm[i]) ? 0 : blocks?.LogE(_harm[i]) ?? LogHarm(bet, trials, _harm[i]);
            own.Harm[i] = _onset.Next(own.Harm[i], own.Looks, logRatio);
        }

        for (int i = 0; i < _safety.Length; i++)
            own.Safety[i] += LogSafety(bet, trials, _safety[i]);
        own.Reference = blocks?.Reference ?? own.Reference;
    }

    // A method that bets on one alternative only has no other to fall back on.
    private bool IsTooBold(bool isDependent, double ratio) => isDependent && ratio > BoldestWhenDependent && _harm.Length > 1;

    private double LogHarm(in RateRatioBet bet, double trials, double ratio) => _test.Target switch
    {
        ShareTarget.Points points => bet.LogDifference(ratio, trials, _bets.HarmFromZero ? 0 : points.Difference),
        ShareTarget.Ratio tested when !_bets.HarmFromZero => bet.LogRatio(ratio * tested.Value, tested.Value),
        _ => bet.LogRatio(ratio, 1),
    };

    private double LogSafety(in RateRatioBet bet, double trials, double ratio) => _test.Target switch
    {
        ShareTarget.Points points => bet.LogDifference(ratio, trials, points.Difference),
        ShareTarget.Ratio tested => bet.LogRatio(ratio, tested.Value),
        _ => throw new InvalidOperationException("A limit has no second arm."),
    };

    private double TestedMargin(bool forSafety) => _test.Target switch
    {
        ShareTarget.Limit limit => limit.Rate,
        ShareTarget.Points points => _bets.HarmFromZero && !forSafety ? 0 : points.Difference,
        ShareTarget.Ratio ratio => _bets.HarmFromZero && !forSafety ? 1 : ratio.Value,
        _ => throw new InvalidOperationException("Unreachable: the targets are closed."),
    };
}
