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

    public EvidenceLookRule(CheckRule.Evidence rule, int family)
    {
        _rule = rule;
        _harm = [.. RateRatioAlternatives.Harm.Where(IsUsable)];
        _safety = [.. RateRatioAlternatives.Safety.Where(ratio => ratio < (rule.Target == EvidenceTarget.Ratio ? rule.Margin : 1) && IsUsable(ratio))];
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
        for (int i = 0; i < _harm.Length; i++)
        {
            double log = LogHarm(counts.Chunk, _harm[i]);
            memory[i] = _rule.MixesOverOnset ? OnsetMixture.Next(memory[i], counts.Look, log) : memory[i] + log;
        }

        for (int i = 0; i < _safety.Length; i++)
            memory[_harm.Length + i] += LogSafety(counts.Chunk, _safety[i]);
    }

    public override double LogHarm(in LookCounts counts, ReadOnlySpan<double> memory)
    {
        if (_harm.Length == 0)
            return 0;
        double mean = EValue.LogMean(memory[.._harm.Length]);
        return _rule.MixesOverOnset ? OnsetMixture.LogE(mean, counts.Look) : mean;
    }

    public override bool ShowsHarm(in LookCounts counts, ReadOnlySpan<double> memory) => LogHarm(counts, memory) >= _harmThreshold;

    public override bool ShowsSafety(in LookCounts counts, ReadOnlySpan<double> memory) =>
        _safety.Length > 0 && EValue.LogMean(memory[_harm.Length..]) >= _safetyThreshold;

    private bool IsUsable(double ratio) => _rule.Target != EvidenceTarget.Limit || ratio * _rule.Margin < 1;

    private double LogHarm(in ArmCounts chunk, double ratio) => _rule.Target switch
    {
        EvidenceTarget.Ratio => Bet(chunk).LogRatio(ratio * HarmRatio, HarmRatio),
        EvidenceTarget.Difference => Bet(chunk).LogDifference(ratio, chunk.CanaryTrials, _rule.HarmFromEqual ? 0 : _rule.Margin),
        _ => Limit(chunk).LogRatio(ratio * _rule.Margin, _rule.Margin),
    };

    private double LogSafety(in ArmCounts chunk, double ratio) => _rule.Target switch
    {
        EvidenceTarget.Ratio => Bet(chunk).LogRatio(ratio, _rule.Margin),
        EvidenceTarget.Difference => Bet(chunk).LogDifference(ratio, chunk.CanaryTrials, _rule.Margin),
        _ => Limit(chunk).LogRatio(ratio * _rule.Margin, _rule.Margin),
    };

    private static RateRatioBet Bet(in ArmCounts chunk) => new(chunk.CanaryEvents, chunk.BaselineEvents, chunk.Share);

    private static RateLimitBet Limit(in ArmCounts chunk) => new(chunk.CanaryEvents, Math.Max(0, chunk.CanaryTrials - chunk.CanaryEvents));
}
