using System.Collections.Immutable;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Statistics.Power.Schedules;

/// <summary>One schedule, run again and again.</summary>
internal sealed class SimulatedSchedule
{
    private readonly RolloutSchedule _schedule;
    private readonly ImmutableArray<CheckTruth> _truths;
    private readonly SimulatedCheck[] _checks;
    private readonly ImmutableArray<double>[] _fractions;
    private readonly double[] _logs;
    private readonly double _threshold;

    public SimulatedSchedule(RolloutSchedule schedule, ImmutableArray<CheckTruth> truths)
    {
        (_schedule, _truths) = (schedule, truths);
        ImmutableArray<ScheduledCheck> checks = schedule.Checks;
        _fractions = [.. checks.Select(check => PlannedInformation.Of(schedule, check))];
        _checks = [.. checks.Select((check, i) => new SimulatedCheck(
            check, check.Rule.Prepare(_fractions[i], 1), new ExpectedTrials(schedule.RequestsPerSecond, check, truths[i])))];
        _logs = new double[checks.Count(check => check.Rule.IsWeighed)];
        _threshold = checks.Select(check => check.Rule).OfType<CheckRule.Evidence>().Select(rule => -Math.Log(rule.FalseRollback)).DefaultIfEmpty(0).Max();
    }

    /// <summary>One run from the first stage to its end.</summary>
    public void Once(ref Xoshiro256 random, OutcomeTally tally)
    {
        foreach (SimulatedCheck check in _checks)
            check.Begin();
        WeightHistory? history = null;
        int at = 0;
        for (int stage = 0; stage < _schedule.Stages.Length; stage++)
        {
            tally.StageEntered[stage]++;
            history = new WeightHistory(at * _schedule.LookEvery.TotalSeconds, _schedule.Stages[stage].Weight, history);
            if (!Stage(ref random, stage, history, ref at, tally))
                return;
        }

        tally.Promoted[at]++;
    }

    // True when the stage was left for the next one.
    private bool Stage(ref Xoshiro256 random, int stage, WeightHistory history, ref int at, OutcomeTally tally)
    {
        foreach (SimulatedCheck check in _checks)
            check.BeginStage();
        int planned = _schedule.LooksOf(stage);
        int most = planned + _schedule.ExtraLooks;
        for (int look = 1; look <= most; look++)
        {
            at++;
            Look(ref random, history, at, tally);
            if (IsHarmed())
            {
                tally.RolledBack[at]++;
                tally.StageRolledBack[stage]++;
                return false;
            }

            if (look >= planned && MayLeave(stage))
                return true;
        }

        tally.Lacking[at]++;
        return false;
    }

    private void Look(ref Xoshiro256 random, WeightHistory history, int at, OutcomeTally tally)
    {
        double every = _schedule.LookEvery.TotalSeconds;
        double from = (at - 1) * every;
        double to = at * every;
        for (int i = 0; i < _checks.Length; i++)
        {
            _checks[i].Look(ref random, history, from, to, at <= _fractions[i].Length ? _fractions[i][at - 1] : 1);
            CheckTruth truth = _truths[i];
            tally.Excess += Math.Max(0, to - Math.Max(from, truth.Onset.TotalSeconds))
                * _schedule.RequestsPerSecond * history.Weight * (truth.CanaryRate - truth.BaselineRate);
        }
    }

    private bool IsHarmed()
    {
        int weighed = 0;
        foreach (SimulatedCheck check in _checks)
        {
            if (check.ShowsHarm)
                return true;
            if (!double.IsNaN(check.LogHarm))
                _logs[weighed++] = check.LogHarm;
        }

        return weighed > 0 && EValue.LogMean(_logs.AsSpan(0, weighed)) >= _threshold;
    }

    private bool MayLeave(int stage)
    {
        bool needsSafety = _schedule.NeedsSafetyAfter(stage);
        for (int i = 0; i < _checks.Length; i++)
            if (_checks[i].StageTrials < _schedule.Checks[i].MinimumTrials || (needsSafety && !_checks[i].ShowsSafety))
                return false;
        return true;
    }
}
