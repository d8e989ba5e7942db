using Coalmine.Statistics.Sequential;

namespace Coalmine.Statistics.Power.Schedules;

/// <summary>E-processes for harm and safety, with the bets, the mixture over the onset and the thresholds that rollouts use.</summary>
internal sealed class EvidenceLookRule : LookRule
{
    private readonly CheckRule.Evidence _rule;
    private readonly double[] _harm;
    private readonly double[] _safety;
    private readonly double _harmThreshold;
    private readonly double _safetyThreshold;

    // ln L of one event of either arm and of one canary trial, for every bet: it is linear in them at a share of trials, and a look's share is the same on
    // every path.
    private readonly double[] _canaryEvent;
    private readonly double[] _baselineEvent;
    private readonly double[] _canaryTrial;
    private double _share = double.NaN;
    private int _look;
    private double _logStake;

    public EvidenceLookRule(CheckRule.Evidence rule, int family)
    {
        _rule = rule;
        _harm = [.. RateRatioAlternatives.Harm.Where(IsUsable)];
        _safety = [.. RateRatioAlternatives.Safety.Where(ratio => ratio < (rule.Target == EvidenceTarget.Ratio ? rule.Margin : 1) && IsUsable(ratio))];
        _canaryEvent = new double[Memory];
        _baselineEvent = new double[Memory];
        _canaryTrial = new double[Memory];
        _harmThreshold = Math.Log(family) - Math.Log(rule.FalseRollback);
        _safetyThreshold = -Math.Log(rule.Missed);
    }

    public override int Memory => _harm.Length + _safety.Length;

    public override bool IsRelative => _rule.Target != EvidenceTarget.Limit;

    private double HarmRatio => _rule.Target == EvidenceTarget.Ratio && !_rule.HarmFromEqual ? _rule.Margin : 1;

    public override double EventShareAtEdge(double trialShare) =>
        IsRelative ? trialShare * HarmRatio / ((trialShare * HarmRatio) + 1 - trialShare) : _rule.Margin;

    public override void Begin(Span<double> memory)
    {
        memory[.._harm.Length].Fill(_rule.MixesOverOnset ? double.NegativeInfinity : 0);
        memory[_harm.Length..].Clear();
    }

    public override void Take(in LookCounts counts, Span<double> memory)
    {
        ArmCounts chunk = counts.Chunk;
        if (chunk.Share != _share)
            Weigh(chunk.Share);
        if (counts.Look != _look)
            (_look, _logStake) = (counts.Look, OnsetMixture.LogStake(counts.Look));
        for (int i = 0; i < memory.Length; i++)
        {
            double log = (chunk.CanaryEvents * _canaryEvent[i]) + (chunk.BaselineEvents * _baselineEvent[i]) + (chunk.CanaryTrials * _canaryTrial[i]);
            memory[i] = i < _harm.Length && _rule.MixesOverOnset ? OnsetMixture.Next(memory[i], _logStake, log) : memory[i] + log;
        }
    }

    public override double LogHarm(in LookCounts counts, ReadOnlySpan<double> memory)
    {
        if (_harm.Length == 0)
            return 0;
        double mean = EValue.LogMean(memory[.._harm.Length]);
        return _rule.MixesOverOnset ? OnsetMixture.LogE(mean, counts.Look) : mean;
    }

    public override bool ShowsHarm(in LookCounts counts, ReadOnlySpan<double> memory)
    {
        // The mean is at most the largest, and stakes that still wait are at most a half: most paths need no exponential.
        double largest = double.NegativeInfinity;
        for (int i = 0; i < _harm.Length; i++)
            largest = Math.Max(largest, memory[i]);
        return largest + 1 >= _harmThreshold && LogHarm(counts, memory) >= _harmThreshold;
    }

    public override bool ShowsSafety(in LookCounts counts, ReadOnlySpan<double> memory) =>
        _safety.Length > 0 && EValue.LogMean(memory[_harm.Length..]) >= _safetyThreshold;

    private bool IsUsable(double ratio) => _rule.Target != EvidenceTarget.Limit || ratio * _rule.Margin < 1;

    private void Weigh(double share)
    {
        _share = share;
        for (int i = 0; i < Memory; i++)
        {
            bool isHarm = i < _harm.Length;
            double ratio = isHarm ? _harm[i] : _safety[i - _harm.Length];
            double tested = isHarm ? HarmRatio : _rule.Margin;
            double difference = isHarm && _rule.HarmFromEqual ? 0 : _rule.Margin;
            (_canaryEvent[i], _baselineEvent[i], _canaryTrial[i]) = _rule.Target switch
            {
                EvidenceTarget.Ratio => (Ratio(1, 0, ratio, tested, isHarm), Ratio(0, 1, ratio, tested, isHarm), 0),
                EvidenceTarget.Difference => (Difference(1, 0, 0), Difference(0, 1, 0), Difference(0, 0, 1)),
                _ => (Limit(1, 0) - Limit(0, 1), 0, Limit(0, 1)),
            };

            double Difference(double canary, double baseline, double trials) =>
                new RateRatioBet(canary, baseline, share).LogDifference(ratio, trials, difference);
            double Limit(double events, double others) => new RateLimitBet(events, others).LogRatio(ratio * _rule.Margin, _rule.Margin);
        }
    }

    // Bets on harm are multiples of the ratio under test, bets on safety ratios.
    private double Ratio(double canary, double baseline, double ratio, double tested, bool isHarm) =>
        new RateRatioBet(canary, baseline, _share).LogRatio(isHarm ? ratio * tested : ratio, tested);
}
