using Coalmine.Statistics.Random;

namespace Coalmine.Statistics.Power.Schedules;

/// <summary>One check of one simulated run: its counts so far and what its rule remembers.</summary>
internal sealed class SimulatedCheck(ScheduledCheck check, LookRule rule, ExpectedTrials trials)
{
    private readonly double[] _memory = new double[rule.Memory];
    private ArmCounts _pending;
    private LookCounts _seen;
    private double _events;

    /// <summary>Canary trials of this stage.</summary>
    public double StageTrials { get; private set; }

    /// <summary>Whether harm is shown by this check alone; only for rules without an e-value.</summary>
    public bool ShowsHarm { get; private set; }

    /// <summary>Whether safety is shown.</summary>
    public bool ShowsSafety { get; private set; }

    /// <summary>ln of its e-value for harm; NaN without one.</summary>
    public double LogHarm { get; private set; }

    public void Begin()
    {
        rule.Begin(_memory);
        (_pending, _seen, _events, ShowsHarm, ShowsSafety) = (default, default, 0, false, false);
        LogHarm = check.Rule.IsWeighed ? 0 : double.NaN;
    }

    public void BeginStage()
    {
        StageTrials = 0;
        if (rule.BeginsAnewWithEachStage)
            _seen = default;
    }

    public void Look(ref Xoshiro256 random, WeightHistory history, double from, double to, double fraction)
    {
        ArmCounts chunk = Draw(ref random, trials.Between(history, from, to));
        StageTrials += chunk.CanaryTrials;
        if (rule.IsRelative && history.Weight >= 1 && check.Delay is LabelDelay.None)
            return;
        _pending = _pending.Plus(chunk);
        _events += rule.IsRelative ? chunk.Events : chunk.CanaryEvents;
        if (_events < check.FirstEvents || _pending.CanaryTrials <= 0 || (rule.IsRelative && _pending.BaselineTrials <= 0))
            return;
        _seen = new LookCounts(_pending, _seen.Total.Plus(_pending), _seen.Look + 1, fraction);
        _pending = default;
        rule.Take(_seen, _memory);
        LogHarm = rule.LogHarm(_seen, _memory);
        ShowsHarm = double.IsNaN(LogHarm) && rule.ShowsHarm(_seen, _memory);
        ShowsSafety = rule.ShowsSafety(_seen, _memory);
    }

    private static ArmCounts Draw(ref Xoshiro256 random, in ArmCounts expected)
    {
        long canary = PoissonSampler.Draw(ref random, expected.CanaryTrials);
        long baseline = PoissonSampler.Draw(ref random, expected.BaselineTrials);
        return new ArmCounts(
            Events(ref random, canary, expected.CanaryEvents, expected.CanaryTrials), canary,
            Events(ref random, baseline, expected.BaselineEvents, expected.BaselineTrials), baseline);
    }

    private static long Events(ref Xoshiro256 random, long trials, double events, double expectedTrials) =>
        trials == 0 ? 0 : BinomialSampler.Draw(ref random, trials, Math.Min(1, events / expectedTrials));
}
