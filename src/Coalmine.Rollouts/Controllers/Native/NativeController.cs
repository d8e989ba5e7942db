using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Native;

/// <summary>
/// Our own controller. Life of a rollout: pre-rollout hook (a refusal ends it before any traffic is shifted); optional shadow stage, in which only mirrored
/// pairs are judged; then step by step: set the weight, look every so often, leave the step when its looks, its bake time and its minimum of evidence are
/// there and no operator holds it; after the last step, promote. A fail at any look rolls back, also while paused. Entering a weight above the safe one, and
/// promotion, take a pass on every check. Missing data hold the weight, at the longest as long as the policy says; inconclusive verdicts extend the step,
/// likewise. The plan's maximum beats all of it: not promoted by then means rolled back. A rollback is final. Order of a rollback: take the traffic away,
/// stop mirroring, give up the version, scale the canary to nothing, call the hook. Order of a promotion: all traffic to the canary, make its version the
/// baseline's, call the hook; when the baseline is seen to run it, traffic back to the baseline and the canary's pods away.
/// </summary>
public sealed class NativeController : IRolloutController
{
    private readonly BoundPolicy _policy;
    private readonly NativeStages _stages;
    private readonly NativeLook _look;

    /// <summary>A controller for a bound policy.</summary>
    public NativeController(BoundPolicy policy)
    {
        _policy = policy;
        _stages = new NativeStages(policy);
        _look = new NativeLook(policy, _stages);
        Words = new NativeWords(policy);
    }

    /// <summary>The policy that is carried out.</summary>
    public BoundPolicy Policy => _policy;

    /// <inheritdoc/>
    public MeasurementPlan Measurements => _policy.Measurements;

    /// <inheritdoc/>
    public RolloutWords Words { get; }

    /// <inheritdoc/>
    public bool RunsPods => false;

    /// <inheritdoc/>
    public RolloutMemory CreateMemory() => new NativeMemory(_policy);

    /// <inheritdoc/>
    public Transition Begin(RolloutMemory memory, Moment at)
    {
        NativeMemory state = Own(memory);
        state.Reset(at);
        state.Emit(Effect.Wake(NativeIds.MaximumWake, at + _policy.Policy.Plan.Maximum));
        HookNames hooks = _policy.Policy.Plan.Hooks;
        if (hooks.PreRollout.Length > 0)
        {
            state.Emit(Effect.CallHook(NativeIds.PreRolloutHook, hooks.PreRollout));
            state.Emit(Effect.Wake(NativeIds.HookWake, at + hooks.Timeout));
        }
        else
        {
            _stages.Start(state, at);
        }

        state.Decision = new Decision(DecisionKind.Hold, DecisionReason.Progress, state.Step, at);
        return new Transition(state);
    }

    /// <inheritdoc/>
    public Transition Step(RolloutState state, scoped in Observation observation)
    {
        NativeMemory memory = Own(state.Checked);
        memory.Consume();
        memory.ShowVerdicts(false);
        if (memory.Phase == NativePhase.Promoted)
            NativeStages.CleanUp(memory, observation);
        else if (memory.Phase != NativePhase.Ended)
            Dispatch(memory, observation);
        return new Transition(memory);
    }

    private void Dispatch(NativeMemory state, in Observation observation)
    {
        switch (observation.Kind)
        {
            case ObservationKind.MomentReached:
                Reach(state, observation);
                break;
            case ObservationKind.MeasurementAnswered when observation.Id == state.Measuring && observation.Measurements is { } measurements:
                _look.Take(state, measurements, observation.At);
                break;
            case ObservationKind.WeightObserved when !state.IsWeightSeen && IsAsked(state, observation.Weight):
                state.IsWeightSeen = true;
                state.WeightMove = state.WeightMove with { Until = Moment.Later(state.WeightMove.From, observation.At) };
                NativeStages.BeginAgain(state, observation.At);
                state.Decision = new Decision(DecisionKind.None, DecisionReason.Progress, state.Step, observation.At);
                break;
            case ObservationKind.WorkloadObserved when observation.Arm == Arm.Baseline:
                state.BaselineRevision = Math.Max(state.BaselineRevision, observation.Workload.Revision);
                break;
            case ObservationKind.HookAnswered when observation.Id == NativeIds.PreRolloutHook && state.Phase == NativePhase.PreRollout:
                Answer(state, observation);
                break;
            case ObservationKind.OperatorSaid:
                Obey(state, observation);
                break;
            default:
                break;
        }
    }

    /// <summary>Routers and plans may count in different totals: shares are compared.</summary>
    private static bool IsAsked(NativeMemory state, TrafficWeight weight) => state.Phase == NativePhase.Step && weight.CompareTo(state.Weight) == 0;

    private void Reach(NativeMemory state, in Observation observation)
    {
        switch (observation.Id)
        {
            case NativeIds.MaximumWake:
                _stages.RollBack(state, DecisionReason.MaximumReached, observation.At);
                break;
            case NativeIds.HookWake when state.Phase == NativePhase.PreRollout:
                _stages.RollBack(state, DecisionReason.HookRefused, observation.At);
                break;
            case NativeIds.LookWake when state.Measuring == 0 && state.Phase is NativePhase.Shadow or NativePhase.Step:
                state.Measuring = ++state.Looks;
                state.LookDue = observation.At;
                state.Emit(Effect.Measure(state.Measuring));
                break;
            default:
                break;
        }
    }

    private void Answer(NativeMemory state, in Observation observation)
    {
        state.Emit(Effect.Cancel(NativeIds.HookWake));
        if (!observation.Accepted)
        {
            _stages.RollBack(state, DecisionReason.HookRefused, observation.At);
            return;
        }

        // A pause holds the weight at nothing too.
        state.HasHookAgreed = true;
        if (!state.IsPaused)
            _stages.Start(state, observation.At);
        state.Decision = new Decision(DecisionKind.Hold, DecisionReason.Progress, state.Step, observation.At);
    }

    private void Obey(NativeMemory state, in Observation observation)
    {
        switch (observation.Word)
        {
            case OperatorWord.Pause:
                state.IsPaused = true;
                state.Decision = new Decision(DecisionKind.Pause, DecisionReason.OperatorSaid, state.Step, observation.At);
                break;
            case OperatorWord.Resume:
                _stages.Resume(state, observation.At);
                break;
            case OperatorWord.Promote:
                _stages.Promote(state, DecisionReason.OperatorSaid, observation.At);
                break;
            case OperatorWord.Abort:
                _stages.RollBack(state, DecisionReason.OperatorSaid, observation.At);
                break;
            default:
                throw new InvalidOperationException("Unreachable: the operator's words are closed.");
        }
    }

    private static NativeMemory Own(RolloutMemory memory) =>
        memory as NativeMemory ?? throw new ArgumentException("The memory was made by another controller.", nameof(memory));
}
