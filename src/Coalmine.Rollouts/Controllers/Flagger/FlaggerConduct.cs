using Coalmine.Rollouts.Controllers.Flagger.Specs;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>Turns what a tick did into effects, a decision and an outcome.</summary>
internal sealed class FlaggerConduct(FlaggerOptions options)
{
    /// <summary>Carries the machine's acts over, in order.</summary>
    /// <param name="state">The memory; its machine has just made a call.</param>
    /// <param name="before">Where the object stood before that call.</param>
    /// <param name="at">The moment.</param>
    public void Take(FlaggerMemory state, in FlaggerState before, Moment at)
    {
        foreach (FlaggerAct act in state.Machine.Acts)
            Carry(state, act, at);
        Conclude(state, before, at);
    }

    /// <summary>Scales the target up: its own replicas, else as many as the primary has, else one; an autoscaler's minimum above one goes first.</summary>
    public static void ScaleUp(FlaggerMemory state, Moment at)
    {
        FlaggerCanarySpec spec = state.Machine.Spec;
        state.WaitsToScale = spec is { AutoscalerMinimum: <= 1, TargetReplicas: 0 } && !state.Primary.IsSeen;
        int primary = Math.Max(1, state.Primary.Count.Desired);
        int replicas = spec.AutoscalerMinimum > 1 ? spec.AutoscalerMinimum : spec.TargetReplicas > 0 ? spec.TargetReplicas : primary;
        state.Canary = state.Canary with { Asked = replicas, UnreadySince = at };
        if (!state.WaitsToScale)
            state.Emit(Effect.Scale(Arm.Canary, replicas));
    }

    private void Carry(FlaggerMemory state, in FlaggerAct act, Moment at)
    {
        switch (act.Kind)
        {
            case FlaggerActKind.Event:
                Note(state, act.Event, at);
                break;
            case FlaggerActKind.EventHook:
                state.Emit(Effect.CallHook(++state.Asked, state.Machine.Spec.EffectiveAnalysis.Hooks[act.Index].Name, HookKind.Notice));
                break;
            case FlaggerActKind.Route:
                Route(state, act);
                break;
            case FlaggerActKind.ScaleUp:
                ScaleUp(state, at);
                break;
            case FlaggerActKind.ScaleDown:
                state.WaitsToScale = false;
                state.Canary = state.Canary with { Asked = 0 };
                state.Emit(Effect.Scale(Arm.Canary, 0));
                break;
            default:
                state.Primary = state.Primary with { StaleRevision = state.Primary.Count.Revision, UnreadySince = at };
                state.Emit(Effect.Promote());
                break;
        }
    }

    private void Route(FlaggerMemory state, in FlaggerAct act)
    {
        if (act.Weight != state.Weight)
        {
            state.Weight = act.Weight;
            state.IsWeightSeen = false;
            state.Emit(Effect.SetWeight(Weighed(state, act.Weight)));
        }

        if (act.IsMirrored != state.IsMirroring)
            state.Emit(Effect.Mirror(act.IsMirrored));
        state.IsMirroring = act.IsMirrored;
    }

    /// <summary>A weight as the shell is to set it: with a match it holds for the selected requests only.</summary>
    public TrafficWeight Weighed(FlaggerMemory state, int weight) => state.Machine.Spec.EffectiveAnalysis.HasMatch && options.MatchedShare < 100
        ? OfMatched(weight * options.MatchedShare)
        : new TrafficWeight(weight);

    // To a millionth of a percent; people read 5 of 100 better than 5,000,000 of 100,000,000.
    private static TrafficWeight OfMatched(double tenThousandths)
    {
        (int parts, int total) = ((int)Math.Round(tenThousandths * 10_000), 100_000_000);
        while (total > 100 && parts % 10 == 0)
            (parts, total) = (parts / 10, total / 10);
        return new TrafficWeight(parts, total);
    }

    /// <summary>Counts what failed; the events that decide something make the decision, and the last one stands.</summary>
    private static void Note(FlaggerMemory state, FlaggerEvent happened, Moment at)
    {
        (DecisionKind kind, DecisionReason reason) = happened switch
        {
            FlaggerEvent.NewRevision or FlaggerEvent.Restarted or FlaggerEvent.Starting => (DecisionKind.Hold, DecisionReason.Progress),
            FlaggerEvent.PrimaryNotReady or FlaggerEvent.CanaryNotReady => (DecisionKind.Hold, DecisionReason.StepNotDone),
            FlaggerEvent.Suspended => (DecisionKind.Pause, DecisionReason.OperatorSaid),
            FlaggerEvent.WaitingForRollout or FlaggerEvent.WaitingForTrafficIncrease or FlaggerEvent.WaitingForPromotion =>
                (DecisionKind.Pause, DecisionReason.WaitsForOperator),
            FlaggerEvent.HookFailed => (DecisionKind.Hold, DecisionReason.HookRefused),
            FlaggerEvent.MetricFailed => (DecisionKind.Hold, DecisionReason.CheckFailed),
            FlaggerEvent.MetricUnusable => (DecisionKind.Hold, DecisionReason.NoData),
            FlaggerEvent.WeightAdvanced or FlaggerEvent.IterationAdvanced or FlaggerEvent.AllToCanary => (DecisionKind.Advance, DecisionReason.StepDone),
            FlaggerEvent.Copying => (DecisionKind.Promote, DecisionReason.StepDone),
            _ => (DecisionKind.None, DecisionReason.None),
        };
        state.Failures = happened switch
        {
            FlaggerEvent.NewRevision or FlaggerEvent.Restarted => default,
            FlaggerEvent.HookFailed => state.Failures.Refused(),
            FlaggerEvent.MetricUnusable => state.Failures.Missing(),
            _ => state.Failures,
        };
        if (happened != FlaggerEvent.HookPassed)
            state.Emit(Effect.Record(FlaggerMessages.Text(happened)));
        if (kind == DecisionKind.None)
            return;
        state.Decision = new Decision(kind, reason, state.Step, at) { Check = state.Failures.LastBeyond, Message = FlaggerMessages.Text(happened) };
        if (kind == DecisionKind.Advance)
            state.Step++;
        if (kind == DecisionKind.Pause && reason == DecisionReason.WaitsForOperator)
            state.Emit(Effect.Pause());
    }

    private static void Conclude(FlaggerMemory state, in FlaggerState before, Moment at)
    {
        FlaggerState after = state.Machine.State;
        if (before.Phase == after.Phase || state.Outcome != RolloutOutcome.Open)
            return;
        if (after.Phase == FlaggerPhase.Succeeded)
        {
            state.Outcome = RolloutOutcome.Promoted;
            state.Emit(Effect.Cancel(FlaggerIds.TickWake));
        }
        else if (after.Phase == FlaggerPhase.Failed)
        {
            state.Emit(Effect.Cancel(FlaggerIds.TickWake));
            End(state, at);
        }
    }

    private static void End(FlaggerMemory state, Moment at)
    {
        // A primary that broke leaves the new version where it is, with all the traffic.
        if (Happened(state, FlaggerEvent.PromotionFailed))
        {
            state.Outcome = RolloutOutcome.Promoted;
            state.Decision = Ended(state, DecisionKind.Promote, DecisionReason.MaximumReached, FlaggerEvent.PromotionFailed, at);
            return;
        }

        (state.Outcome, DecisionReason reason, FlaggerEvent cause) = Cause(state);
        state.Decision = Ended(state, DecisionKind.RollBack, reason, cause, at);
        state.Emit(Effect.Abort());
    }

    private static (RolloutOutcome Outcome, DecisionReason Reason, FlaggerEvent Cause) Cause(FlaggerMemory state)
    {
        if (Happened(state, FlaggerEvent.RollbackAsked))
            return (RolloutOutcome.RolledBackOnOrder, DecisionReason.OperatorSaid, FlaggerEvent.RollbackAsked);
        if (Happened(state, FlaggerEvent.PrimaryNotReady))
            return (RolloutOutcome.RolledBackForWantOfEvidence, DecisionReason.MaximumReached, FlaggerEvent.PrimaryNotReady);
        if (Happened(state, FlaggerEvent.CanaryNotReady))
            return (RolloutOutcome.RolledBackForWantOfEvidence, DecisionReason.MaximumReached, FlaggerEvent.CanaryNotReady);
        RolloutOutcome outcome = state.Failures.Outcome;
        return outcome switch
        {
            RolloutOutcome.RolledBackOnEvidence => (outcome, DecisionReason.CheckFailed, FlaggerEvent.ThresholdReached),
            RolloutOutcome.RolledBackOnOrder => (outcome, DecisionReason.HookRefused, FlaggerEvent.ThresholdReached),
            _ => (outcome, DecisionReason.NoDataTooLong, FlaggerEvent.ThresholdReached),
        };
    }

    private static bool Happened(FlaggerMemory state, FlaggerEvent happened)
    {
        foreach (FlaggerAct act in state.Machine.Acts)
            if (act.Kind == FlaggerActKind.Event && act.Event == happened)
                return true;
        return false;
    }

    private static Decision Ended(FlaggerMemory state, DecisionKind kind, DecisionReason reason, FlaggerEvent cause, Moment at) =>
        new(kind, reason, state.Step, at) { Check = state.Failures.LastBeyond, Message = FlaggerMessages.Text(cause) };
}
