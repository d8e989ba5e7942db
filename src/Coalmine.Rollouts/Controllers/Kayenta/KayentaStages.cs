using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Kayenta;

/// <summary>The ends of a judged rollout, each with its effects in order.</summary>
internal static class KayentaStages
{
    /// <summary>The message of what an operator decided.</summary>
    public const string OperatorSaid = "an operator said so";

    private const int OnlyStep = 0;

    /// <summary>Promotes.</summary>
    public static void Promote(KayentaMemory state, DecisionReason reason, Moment at, string message)
    {
        EndWaiting(state);
        state.Decision = new Decision(DecisionKind.Promote, reason, OnlyStep, at) { Message = message };
        state.Outcome = RolloutOutcome.Promoted;
        state.Phase = KayentaPhase.Promoted;
        state.Emit(Effect.SetWeight(TrafficWeight.All));
        state.Emit(Effect.Promote());
    }

    /// <summary>Rolls back, for good.</summary>
    public static void RollBack(KayentaMemory state, DecisionReason reason, Moment at, string message, int failed = 0)
    {
        EndWaiting(state);
        state.Decision = new Decision(DecisionKind.RollBack, reason, OnlyStep, at) { Check = failed, Message = message };
        state.Outcome = reason switch
        {
            DecisionReason.OperatorSaid => RolloutOutcome.RolledBackOnOrder,
            DecisionReason.NoData => RolloutOutcome.RolledBackForWantOfEvidence,
            _ => RolloutOutcome.RolledBackOnEvidence,
        };
        state.Phase = KayentaPhase.Ended;
        state.Emit(Effect.SetWeight(TrafficWeight.None));
        state.Emit(Effect.Abort());
        state.Emit(Effect.Scale(Arm.Canary, 0));
    }

    /// <summary>The last score was enough while an operator holds the rollout.</summary>
    public static void WaitForOperator(KayentaMemory state, Moment at, string message)
    {
        EndWaiting(state);
        state.Phase = KayentaPhase.Accepted;
        state.Emit(Effect.Pause());
        state.Decision = new Decision(DecisionKind.Pause, DecisionReason.WaitsForOperator, OnlyStep, at) { Message = message };
    }

    /// <summary>After promotion: when the baseline is seen to run the canary's version, and not in a count from before, the canary's pods go.</summary>
    public static void CleanUp(KayentaMemory state, in Observation observation)
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
        state.Phase = KayentaPhase.Ended;
        state.Emit(Effect.SetWeight(TrafficWeight.None));
        state.Emit(Effect.Scale(Arm.Canary, 0));
        state.Emit(Effect.Record("The baseline runs the promoted version; the canary's pods are removed."));
        state.Decision = new Decision(DecisionKind.None, DecisionReason.Progress, OnlyStep, observation.At);
    }

    private static void EndWaiting(KayentaMemory state)
    {
        state.Emit(Effect.Cancel(KayentaIds.Wake));
        state.Measuring = 0;
    }
}
