using System.Collections.Immutable;

namespace Coalmine.Statistics.Power.Schedules;

/// <summary>One check through the whole schedule: looks, stages, and the branches that come from leaving a stage at different looks.</summary>
internal sealed class CheckRun
{
    // Each moment at which paths leave a stage is a branch, which costs a run through the stages to come. So paths that leave go on together, at their mean
    // moment, once there are so many of them, or some looks have passed.
    private const double FewestLeaving = 0.05;
    private const int LongestWait = 16;

    // So few that stay behind when a stage's planned time is over are followed together over all branches, from their mean moment.
    private const double FewStay = 0.02;
    private const double Negligible = 1e-9;

    // A lattice of so many cells a standard deviation at the end of the plan does; but cells of several events only where a look brings so many that their law
    // is close to normal: bets live off its tail.
    private const double CellsPerDeviation = 30;
    private const double ManyEvents = 30;

    private readonly RolloutSchedule _schedule;
    private readonly ScheduledCheck _check;
    private readonly CheckTruth _truth;
    private readonly ExpectedTrials _trials;
    private readonly ImmutableArray<double> _fractions;
    private readonly OutcomeTally _tally;
    private readonly Stack<Branch> _branches = new();
    private readonly Branch?[] _stragglers;

    private CheckRun(RolloutSchedule schedule, ScheduledCheck check, in CheckTruth truth)
    {
        (_schedule, _check, _truth) = (schedule, check, truth);
        _trials = new ExpectedTrials(schedule.RequestsPerSecond, check, truth);
        _fractions = PlannedInformation.Of(schedule, check);
        _tally = new OutcomeTally(schedule.MostLooks, schedule.Stages.Length);
        _stragglers = new Branch?[schedule.Stages.Length];
    }

    /// <summary>The answer for a schedule with one check.</summary>
    public static ScheduleAnswer Of(RolloutSchedule schedule, ScheduledCheck check, in CheckTruth truth, int family)
    {
        var run = new CheckRun(schedule, check, truth);
        LookRule rule = check.Rule.Prepare(run._fractions, family);
        run.Enter(0, 0, null, new LookWalk(rule, run.CellFor(rule), check.FirstEvents));
        while (run.Next() is Branch branch)
            run.Follow(branch);
        return ScheduleAnswer.Of(schedule, run._tally, 0);
    }

    private double CellFor(LookRule rule)
    {
        ArmCounts[] chunks = [.. PlannedInformation.Chunks(_schedule, _trials)
            .Where(chunk => chunk.CanaryTrials > 0 && (chunk.BaselineTrials > 0 || !rule.IsRelative))];
        double variance = chunks.Sum(chunk => LookWalk.VarianceOf(rule, chunk));

        // Labels that all come after the plan leave nothing to choose by.
        if (chunks.Length == 0 || chunks.Sum(chunk => chunk.CanaryEvents) < ManyEvents * chunks.Length)
            return 1;
        return Math.Max(1, Math.Min(Math.Sqrt(variance) / CellsPerDeviation, Math.Sqrt(variance / chunks.Length)));
    }

    private Branch? Next()
    {
        if (_branches.TryPop(out Branch? branch))
            return branch;
        int stage = Array.FindIndex(_stragglers, straggler => straggler is not null);
        if (stage < 0)
            return null;
        branch = _stragglers[stage];
        _stragglers[stage] = null;
        return branch;
    }

    private void Enter(int stage, double start, WeightHistory? before, LookWalk walk)
    {
        var history = new WeightHistory(Math.Round(start) * _schedule.LookEvery.TotalSeconds, _schedule.Stages[stage].Weight, before);
        walk.BeginStage(history.Weight < 1);
        _tally.StageEntered[stage] += walk.Mass;
        _branches.Push(new Branch(stage, (int)Math.Round(start), 0, 0, history, walk));
    }

    private void Follow(Branch branch)
    {
        (int stage, int start, int looked, double trials, WeightHistory history, LookWalk walk) = branch;
        int planned = _schedule.LooksOf(stage);
        int most = planned + _schedule.ExtraLooks;
        var leaving = new Leaving();
        for (int look = looked + 1; look <= most && walk.Mass > Negligible; look++)
        {
            ArmCounts chunk = Look(walk, stage, start + look, history);
            trials += chunk.CanaryTrials;
            if (look < planned || trials < _check.MinimumTrials)
                continue;
            (LookWalk? free, walk) = _schedule.NeedsSafetyAfter(stage) ? (walk.TakeSafe(), walk) : (walk, walk.Emptied());
            leaving.Add(free, start + look);
            if (stage + 1 == _schedule.Stages.Length || look == most || leaving.Mass >= FewestLeaving || leaving.Looks >= LongestWait)
                Leave(leaving, stage, history);
            if (look == planned && walk.Mass < FewStay && look < most)
            {
                Stay(branch with { Looked = look, Trials = trials, Walk = walk });
                walk = walk.Emptied();
            }
        }

        // What is left could not leave: the stage is as long as it may be.
        _tally.Lacking[Math.Min(start + most, _schedule.MostLooks)] += walk.Mass;
        Leave(leaving, stage, history);
    }

    private ArmCounts Look(LookWalk walk, int stage, int at, WeightHistory history)
    {
        double every = _schedule.LookEvery.TotalSeconds;
        ArmCounts chunk = _trials.Between(history, (at - 1) * every, at * every);
        _tally.Excess += walk.Mass * ExcessIn((at - 1) * every, at * every, history.Weight);
        double harmed = walk.Look(chunk, at <= _fractions.Length ? _fractions[at - 1] : 1);
        _tally.RolledBack[at] += harmed;
        _tally.StageRolledBack[stage] += harmed;
        return chunk;
    }

    private void Leave(Leaving leaving, int stage, WeightHistory history)
    {
        if (leaving.Walk is not LookWalk walk)
            return;
        if (stage + 1 == _schedule.Stages.Length)
            _tally.Promoted[(int)Math.Round(leaving.MeanLook)] += walk.Mass;
        else
            Enter(stage + 1, leaving.MeanLook, history, walk);
        leaving.Clear();
    }

    private void Stay(Branch branch)
    {
        if (branch.Walk.Mass <= 0)
            return;
        if (_stragglers[branch.Stage] is not Branch other)
        {
            _stragglers[branch.Stage] = branch;
            return;
        }

        double share = branch.Walk.Mass / (branch.Walk.Mass + other.Walk.Mass);
        Branch larger = share > 0.5 ? branch : other;
        _stragglers[branch.Stage] = larger with
        {
            Start = (int)Math.Round((share * branch.Start) + ((1 - share) * other.Start)),
            Walk = branch.Walk.Join(other.Walk),
        };
    }

    private double ExcessIn(double from, double to, double weight) =>
        Math.Max(0, to - Math.Max(from, _truth.Onset.TotalSeconds)) * _schedule.RequestsPerSecond * weight * (_truth.CanaryRate - _truth.BaselineRate);

    private sealed record Branch(int Stage, int Start, int Looked, double Trials, WeightHistory History, LookWalk Walk);

    private sealed class Leaving
    {
        private double _weighted;

        public LookWalk? Walk { get; private set; }

        public double Mass { get; private set; }

        public int Looks { get; private set; }

        public double MeanLook => _weighted / Mass;

        public void Add(LookWalk? walk, int at)
        {
            Looks = Walk is null ? 0 : Looks + 1;
            if (walk is null || walk.Mass <= 0)
                return;
            double mass = walk.Mass;
            Walk = walk.Join(Walk);
            Mass += mass;
            _weighted += mass * at;
        }

        public void Clear() => (Walk, Mass, Looks, _weighted) = (null, 0, 0, 0);
    }
}
