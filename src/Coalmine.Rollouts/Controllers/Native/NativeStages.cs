using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Native;

/// <summary>The moves between the stages of a native rollout, each with its effects in order.</summary>
internal sealed class NativeStages(BoundPolicy policy)
{
    private RolloutPlan Plan => policy.Policy.Plan;

    /// <summary>Begins the shadow stage, or the first step.</summary>
    public void Start(NativeMemory state, Moment at)
    {
        state.LastDataAt = at;
        if (Plan.Shadow <= TimeSpan.Zero)
        {
            Enter(state, 0, at);
            return;
        }

        state.Phase = NativePhase.Shadow;
        state.StepBegan = at;
        state.WaitsSince = at;
        state.Emit(Effect.Mirror(true));
        state.Emit(Effect.Wake(NativeIds.LookWake, at + Plan.ShadowEvery));
    }

    /// <summary>Leaves the shadow stage for the first step.</summary>
    public void LeaveShadow(NativeMemory state, Moment at)
    {
        state.Emit(Effect.Mirror(false));
        Enter(state, 0, at);
    }

    /// <summary>Enters a step of the plan.</summary>
    public void Enter(NativeMemory state, int step, Moment at)
    {
        PlanStep entered = Plan.Steps[step];
        state.Phase = NativePhase.Step;
        state.Step = step;
        state.StepBegan = at;
        state.WaitsSince = at;
        state.WeightMove = WeightMove.At(at);
        state.IsWeightSeen = false;
        state.Passes = 0;
        state.IsReleased = false;
        state.Weight = entered.Weight;
        state.Evaluation.Ledger.BeginStep();
        state.Emit(Effect.SetWeight(entered.Weight));
        state.Emit(Effect.Wake(NativeIds.LookWake, at + entered.Every));
    }

    /// <summary>
    /// The routers use the step's weight at last. Where looks were taken before (a write that was held up, routers that were slow), they judged another weight:
    /// the step begins now.
    /// </summary>
    public static void BeginAgain(NativeMemory state, Moment at)
    {
        EvidenceLedger ledger = state.Evaluation.Ledger;
        if (state.Passes == 0 && !ledger.Step(Arm.Baseline).ContainsAnyExcept(0) && !ledger.Step(Arm.Canary).ContainsAnyExcept(0))
            return;
        state.StepBegan = at;
        state.Passes = 0;
        ledger.BeginStep();
    }

    /// <summary>Promotes.</summary>
    public void Promote(NativeMemory state, DecisionReason reason, Moment at)
    {
        bool wasMirroring = state.Phase == NativePhase.Shadow;
        EndWaiting(state);
        state.Decision = new Decision(DecisionKind.Promote, reason, state.Step, at);
        state.Outcome = RolloutOutcome.Promoted;
        state.Phase = NativePhase.Promoted;
        if (state.Weight < TrafficWeight.All)
            state.Emit(Effect.SetWeight(TrafficWeight.All));
        if (wasMirroring)
            state.Emit(Effect.Mirror(false));
        state.Weight = TrafficWeight.All;
        state.Emit(Effect.Promote());
        if (Plan.Hooks.PostRollout.Length > 0)
            state.Emit(Effect.CallHook(NativeIds.PostRolloutHook, Plan.Hooks.PostRollout));
    }

    /// <summary>Rolls back, for good.</summary>
    public void RollBack(NativeMemory state, DecisionReason reason, Moment at, int failed = 0)
    {
        bool wasMirroring = state.Phase == NativePhase.Shadow;
        EndWaiting(state);
        state.Decision = new Decision(DecisionKind.RollBack, reason, state.Step, at) { Check = failed };
        state.Outcome = reason switch
        {
            DecisionReason.CheckFailed => RolloutOutcome.RolledBackOnEvidence,
            DecisionReason.OperatorSaid or DecisionReason.HookRefused => RolloutOutcome.RolledBackOnOrder,
            _ => RolloutOutcome.RolledBackForWantOfEvidence,
        };
        state.Phase = NativePhase.Ended;
        state.Weight = TrafficWeight.None;
        state.Emit(Effect.SetWeight(TrafficWeight.None));
        if (wasMirroring)
            state.Emit(Effect.Mirror(false));
        state.Emit(Effect.Abort());
        state.Emit(Effect.Scale(Arm.Canary, 0));
        if (Plan.Hooks.Rollback.Length > 0)
            state.Emit(Effect.CallHook(NativeIds.RollbackHook, Plan.Hooks.Rollback));
    }

    /// <summary>Does what the policy says when waiting has not helped.</summary>
    public void FallBack(NativeMemory state, Fallback fallback, DecisionReason reason, Moment at)
    {
        if (fallback == Fallback.RollBack)
        {
            RollBack(state, reason, at);
            return;
        }

        state.IsPaused = true;
        state.Decision = new Decision(DecisionKind.Pause, reason, state.Step, at);
        state.Emit(Effect.Pause());
    }

    /// <summary>An operator lets the rollout go on. Waiting times start anew.</summary>
    public void Resume(NativeMemory state, Moment at)
    {
        state.IsReleased = true;
        if (state.IsPaused)
        {
            state.IsPaused = false;
            state.WaitsSince = at;
            state.LastDataAt = at;
        }

        if (state.Phase == NativePhase.PreRollout && state.HasHookAgreed)
            Start(state, at);
        state.Decision = new Decision(DecisionKind.Hold, DecisionReason.OperatorSaid, state.Step, at);
    }

    /// <summary>
    /// After promotion: when the baseline runs the canary's version on all its pods, the canary's pods are not needed any more. A count of the revision from
    /// before the promotion is stale: acting on it would give the traffic back to the old version.
    /// </summary>
    public static void CleanUp(NativeMemory state, in Observation observation)
    {
        if (observation is not { Kind: ObservationKind.WorkloadObserved, Arm: Arm.Baseline })
            return;
        WorkloadCount pods = observation.Workload;

        // Nobody could count before the promotion: what is counted first may be the old version still.
        if (state.BaselineRevision == 0)
            state.BaselineRevision = pods.Revision;
        bool isNew = pods.Revision > state.BaselineRevision;
        if (!isNew || pods.Desired == 0 || pods.Available < pods.Desired || pods.Created > pods.Desired)
            return;
        state.Phase = NativePhase.Ended;
        state.Emit(Effect.SetWeight(TrafficWeight.None));
        state.Emit(Effect.Scale(Arm.Canary, 0));
        state.Emit(Effect.Record("The baseline runs the promoted version; the canary's pods are removed."));
        state.Decision = new Decision(DecisionKind.None, DecisionReason.Progress, state.Step, observation.At);
    }

    private static void EndWaiting(NativeMemory state)
    {
        state.Emit(Effect.Cancel(state.Phase == NativePhase.PreRollout ? NativeIds.HookWake : NativeIds.LookWake));
        state.Emit(Effect.Cancel(NativeIds.MaximumWake));
        state.Measuring = 0;
    }
}
