using System.Collections.Immutable;

namespace Coalmine.Statistics.Power.Schedules;

/// <summary>One check through the whole schedule: looks, stages, and the branches that come from leaving a stage at different looks.</summary>
internal sealed class CheckRun
{
    // Fewer paths than this share of a stage's wait for more before they go on together; fewer than that of all are not followed.
    private const double FewestLeaving = 0.01;
    private const double Negligible = 1e-9;

    // A lattice of so many cells a standard deviation at the end of the plan.
    private const double CellsPerDeviation = 40;

    private readonly RolloutSchedule _schedule;
    private readonly ScheduledCheck _check;
    private readonly CheckTruth _truth;
    private readonly ExpectedTrials _trials;
    private readonly ImmutableArray<double> _fractions;
    private readonly OutcomeTally _tally;
    private readonly Stack<Branch> _branches = new();

    private CheckRun(RolloutSchedule schedule, ScheduledCheck check, in CheckTruth truth)
    {
        (_schedule, _check, _truth) = (schedule, check, truth);
        _trials = new ExpectedTrials(schedule.RequestsPerSecond, check, truth);
        _fractions = PlannedInformation.Of(schedule, check);
        _tally = new OutcomeTally(schedule.MostLooks, schedule.Stages.Length);
    }

    /// <summary>The answer for a schedule with one check.</summary>
    public static ScheduleAnswer Of(RolloutSchedule schedule, ScheduledCheck check, in CheckTruth truth, int family)
    {
        var run = new CheckRun(schedule, check, truth);
        LookRule rule = check.Rule.Prepare(run._fractions, family);
        run._branches.Push(new Branch(0, 0, null, new LookWalk(rule, run.CellFor(rule), check.FirstEvents)));
        while (run._branches.TryPop(out Branch branch))
            run.Follow(branch);
        return ScheduleAnswer.Of(schedule, run._tally, 0);
    }

    private double CellFor(LookRule rule)
    {
        double variance = PlannedInformation.Chunks(_schedule, _trials)
            .Where(chunk => chunk.CanaryTrials > 0 && (chunk.BaselineTrials > 0 || !rule.IsRelative))
            .Sum(chunk => LookWalk.VarianceOf(rule, chunk));
        return Math.Max(1, Math.Sqrt(variance) / CellsPerDeviation);
    }

    private void Follow(Branch branch)
    {
        (int stage, int start, WeightHistory? before, LookWalk walk) = branch;
        double every = _schedule.LookEvery.TotalSeconds;
        var history = new WeightHistory(start * every, _schedule.Stages[stage].Weight, before);
        int planned = _schedule.LooksOf(stage);
        int most = planned + _schedule.ExtraLooks;
        double trials = 0;
        walk.BeginStage();
        _tally.StageEntered[stage] += walk.Mass;
        for (int look = 1; look <= most && walk.Mass > Negligible; look++)
        {
            int at = start + look;
            ArmCounts chunk = _trials.Between(history, (at - 1) * every, at * every);
            trials += chunk.CanaryTrials;
            _tally.Excess += walk.Mass * ExcessIn((at - 1) * every, at * every, history.Weight);
            double harmed = walk.Look(chunk, at <= _fractions.Length ? _fractions[at - 1] : 1);
            _tally.RolledBack[at] += harmed;
            _tally.StageRolledBack[stage] += harmed;
            if (look >= planned && trials >= _check.MinimumTrials)
                walk = Leave(walk, stage, at, history, look == most);
        }

        // What is left could not leave: the stage is as long as it may be.
        _tally.Lacking[Math.Min(start + most, _schedule.MostLooks)] += walk.Mass;
    }

    // Lets go who may; returns who stays.
    private LookWalk Leave(LookWalk walk, int stage, int at, WeightHistory history, bool isLast)
    {
        bool ends = stage + 1 == _schedule.Stages.Length;
        LookWalk? leaving;
        if (_schedule.NeedsSafetyAfter(stage))
            leaving = walk.TakeSafe(ends || isLast ? 0 : FewestLeaving);
        else
            (leaving, walk) = (walk, walk.Emptied());
        if (leaving is null)
            return walk;
        if (ends)
            _tally.Promoted[at] += leaving.Mass;
        else
            _branches.Push(new Branch(stage + 1, at, history, leaving));
        return walk;
    }

    private double ExcessIn(double from, double to, double weight) =>
        Math.Max(0, to - Math.Max(from, _truth.Onset.TotalSeconds)) * _schedule.RequestsPerSecond * weight * (_truth.CanaryRate - _truth.BaselineRate);

    private readonly record struct Branch(int Stage, int Start, WeightHistory? Before, LookWalk Walk);
}
