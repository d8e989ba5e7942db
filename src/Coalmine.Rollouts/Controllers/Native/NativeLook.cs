using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Native;

/// <summary>Decides what follows from one look.</summary>
internal sealed class NativeLook(BoundPolicy policy, NativeStages stages)
{
    private readonly Evaluator _evaluator = new(policy);
    private readonly StepRules _rules = new(policy);

    private Policy Rules => policy.Policy;

    /// <summary>Evaluates the measurements and decides.</summary>
    public void Take(NativeMemory state, Measurements measurements, Moment at)
    {
        state.Measuring = 0;
        if (_rules.SharesScrapes(measurements, state.LastDataAt, at))
        {
            state.Decision = new Decision(DecisionKind.Hold, DecisionReason.StepNotDone, state.Step, at);
            ScheduleNext(state, at);
            return;
        }

        state.ShowVerdicts(true);
        LookContext look = new(at, state.StepBegan, state.WeightMove, state.Phase == NativePhase.Shadow, state.Weight < TrafficWeight.All);
        LookSummary summary = _evaluator.Look(state.Evaluation, measurements, look);
        if (!summary.HasNoData)
            state.LastDataAt = at;
        if (summary.Failing >= 0)
        {
            stages.RollBack(state, DecisionReason.CheckFailed, at, summary.Failing);
            return;
        }

        if (summary.HasNoData)
            WaitForData(state, at);
        else if (state.Phase == NativePhase.Shadow)
            DecideShadow(state, at);
        else
            DecideStep(state, summary, at);
        if (state.Phase is NativePhase.Shadow or NativePhase.Step && state.Decision.Kind != DecisionKind.Advance)
            ScheduleNext(state, at);
    }

    private void WaitForData(NativeMemory state, Moment at)
    {
        state.Passes = 0;
        if (at - state.LastDataAt >= Rules.NoData.UpTo && !state.IsPaused)
            stages.FallBack(state, Rules.NoData.Then, DecisionReason.NoDataTooLong, at);
        else
            state.Decision = new Decision(DecisionKind.Hold, DecisionReason.NoData, state.Step, at);
    }

    private void DecideShadow(NativeMemory state, Moment at)
    {
        bool isOver = at - state.StepBegan >= Rules.Plan.Shadow;
        if (isOver && !state.IsPaused && ShadowChecksPass(state))
        {
            stages.LeaveShadow(state, at);
            state.Decision = new Decision(DecisionKind.Advance, DecisionReason.StepDone, -1, at);
        }
        else
        {
            Hold(state, isOver ? DecisionReason.PassMissing : DecisionReason.StepNotDone, Rules.Plan.Shadow, at);
        }
    }

    /// <summary>Checks that can be asked in the shadow stage only must have passed there.</summary>
    private bool ShadowChecksPass(NativeMemory state)
    {
        foreach (BoundCheck check in policy.Checks)
            if (check.IsAskedOnlyInShadow && state.Evaluation.Verdicts[check.Index].Kind != VerdictKind.Pass)
                return false;
        return true;
    }

    private void DecideStep(NativeMemory state, in LookSummary summary, Moment at)
    {
        PlanStep step = Rules.Plan.Steps[state.Step];
        bool isLast = state.Step == Rules.Plan.Steps.Length - 1;
        bool needsPass = isLast || Rules.Plan.Steps[state.Step + 1].Weight > Rules.SafeBelow;
        bool passes = !needsPass || summary.AllPass;

        state.Passes = passes ? state.Passes + 1 : 0;
        TimeSpan age = at - state.StepBegan;
        bool hasSeenEnough = state.Passes >= step.Passes && age >= step.Bake && age >= step.Minimum.Duration
            && _rules.HasSamples(state.Evaluation, step, state.Weight);
        bool isHeld = state.IsPaused || (step.Pause == StepPause.UntilResumed && !state.IsReleased);
        if (hasSeenEnough && !isHeld)
            Leave(state, isLast, at);
        else if (hasSeenEnough)
            WaitForOperator(state, at);
        else
            Hold(state, passes ? DecisionReason.StepNotDone : DecisionReason.PassMissing, StepRules.NormalLength(step), at);
    }

    private void Leave(NativeMemory state, bool isLast, Moment at)
    {
        if (isLast)
        {
            stages.Promote(state, DecisionReason.StepDone, at);
            return;
        }

        int left = state.Step;
        stages.Enter(state, left + 1, at);
        state.Decision = new Decision(DecisionKind.Advance, DecisionReason.StepDone, left, at);
    }

    private static void WaitForOperator(NativeMemory state, Moment at)
    {
        if (!state.IsPaused)
            state.Emit(Effect.Pause());
        state.IsPaused = true;
        state.Decision = new Decision(DecisionKind.Pause, DecisionReason.WaitsForOperator, state.Step, at);
    }

    private void Hold(NativeMemory state, DecisionReason reason, TimeSpan normalLength, Moment at)
    {
        if (!state.IsPaused && at - state.WaitsSince >= normalLength + Rules.Inconclusive.UpTo)
            stages.FallBack(state, Rules.Inconclusive.Then, DecisionReason.InconclusiveTooLong, at);
        else
            state.Decision = new Decision(DecisionKind.Hold, reason, state.Step, at);
    }

    private void ScheduleNext(NativeMemory state, Moment at)
    {
        TimeSpan every = state.Phase == NativePhase.Shadow ? Rules.Plan.ShadowEvery : Rules.Plan.Steps[state.Step].Every;
        state.Emit(Effect.Wake(NativeIds.LookWake, Moment.Later(state.LookDue + every, at)));
    }
}
