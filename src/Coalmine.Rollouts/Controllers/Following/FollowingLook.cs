using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Following;

/// <summary>Says what one look means: the rules of our own controller, at the weight that was met.</summary>
internal sealed class FollowingLook(BoundPolicy policy, FollowingWords words)
{
    private readonly Evaluator _evaluator = new(policy);
    private readonly StepRules _rules = new(policy);

    private Policy Rules => policy.Policy;

    /// <summary>Index of the plan's step that a weight belongs to: the last one that gives the canary no more, else the first.</summary>
    public int StepOf(TrafficWeight weight)
    {
        int step = 0;
        while (step + 1 < Rules.Plan.Steps.Length && Rules.Plan.Steps[step + 1].Weight <= weight)
            step++;
        return step;
    }

    /// <summary>When to look next.</summary>
    public void ScheduleNext(FollowingMemory state, Moment at)
    {
        TimeSpan every = Rules.Plan.Steps[StepOf(state.Weight)].Every;
        state.Emit(Effect.Wake(FollowingIds.LookWake, Moment.Later(state.LookDue + every, at)));
    }

    /// <summary>Evaluates the measurements and says what follows.</summary>
    public void Take(FollowingMemory state, Measurements measurements, Moment at)
    {
        state.Measuring = 0;
        ScheduleNext(state, at);
        if (_rules.SharesScrapes(measurements, state.LastDataAt, at))
            return;
        state.ShowVerdicts(true);
        LookContext look = new(at, state.StepBegan, state.WeightMove, IsShadow: false, BaselineServes: state.Weight < TrafficWeight.All);
        LookSummary summary = _evaluator.Look(state.Evaluation, measurements, look);
        if (!summary.HasNoData)
            state.LastDataAt = at;
        if (summary.Failing >= 0)
            Say(state, DecisionKind.RollBack, DecisionReason.CheckFailed, at, summary.Failing);
        else if (summary.HasNoData)
            WaitForData(state, at);
        else
            DecideStep(state, summary, at);
    }

    /// <summary>Says something, unless a rollback has been advised: that is final.</summary>
    public void Say(FollowingMemory state, DecisionKind kind, DecisionReason reason, Moment at, int failed = 0)
    {
        Decision decision = state.RollBack is { } final
            ? final with { At = at }
            : new Decision(kind, reason, StepOf(state.Weight), at) { Check = failed };
        if (state.RollBack is null)
            decision = decision with { Message = words.At(state.Weight, decision) };
        if (kind == DecisionKind.RollBack)
            state.RollBack ??= decision;
        state.Decision = decision;
        state.LastWord = decision.Message!;
    }

    private void WaitForData(FollowingMemory state, Moment at)
    {
        state.Passes = 0;
        if (at - state.LastDataAt >= Rules.NoData.UpTo)
            FallBack(state, Rules.NoData.Then, DecisionReason.NoDataTooLong, at);
        else
            Say(state, DecisionKind.Hold, DecisionReason.NoData, at);
    }

    private void DecideStep(FollowingMemory state, in LookSummary summary, Moment at)
    {
        int index = StepOf(state.Weight);
        PlanStep step = Rules.Plan.Steps[index];
        bool isLast = index == Rules.Plan.Steps.Length - 1;
        bool needsPass = isLast || Rules.Plan.Steps[index + 1].Weight > Rules.SafeBelow || state.Weight > Rules.SafeBelow;
        bool passes = !needsPass || summary.AllPass;
        state.Passes = passes ? state.Passes + 1 : 0;
        TimeSpan age = at - state.StepBegan;
        if (state.Passes >= step.Passes && age >= step.Bake && age >= step.Minimum.Duration && _rules.HasSamples(state.Evaluation, step, state.Weight))
        {
            // Whoever drives may stay as long as he likes: that is no waiting for evidence.
            state.WaitsSince = at;
            Say(state, isLast ? DecisionKind.Promote : DecisionKind.Advance, DecisionReason.StepDone, at);
        }
        else if (at - state.WaitsSince >= StepRules.NormalLength(step) + Rules.Inconclusive.UpTo)
        {
            FallBack(state, Rules.Inconclusive.Then, DecisionReason.InconclusiveTooLong, at);
        }
        else
        {
            Say(state, DecisionKind.Hold, passes ? DecisionReason.StepNotDone : DecisionReason.PassMissing, at);
        }
    }

    private void FallBack(FollowingMemory state, Fallback fallback, DecisionReason reason, Moment at) =>
        Say(state, fallback == Fallback.RollBack ? DecisionKind.RollBack : DecisionKind.Pause, reason, at);
}
