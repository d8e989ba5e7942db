using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Following;

/// <summary>
/// Follows a rollout that somebody else drives (Argo Rollouts, Flagger, a script) and says at each look what a policy of our own would do there: the same
/// checks, minima and waiting rules as <see cref="Native.NativeController"/>, in the same words. It asks for wakes and measurements only, never for a
/// change. Each weight that is seen begins a step, judged by the rules of the plan's last step that gives the canary no more (else of the first); looks come as
/// often as that step says, and none while the canary has no traffic. A rollback that has been advised is final, as it would have been if it had been carried
/// out; at later looks it is said again. The plan's shadow stage, pauses and hooks are the driver's business and play no part.
/// <see cref="OperatorWord.Promote"/> and <see cref="OperatorWord.Abort"/> tell how the driver has ended the rollout.
/// </summary>
public sealed class FollowingController : IRolloutController
{
    /// <summary>The controller's name in journals.</summary>
    public const string Name = "following";

    private readonly BoundPolicy _policy;
    private readonly FollowingWords _words;
    private readonly FollowingLook _look;

    /// <summary>A controller for a bound policy.</summary>
    public FollowingController(BoundPolicy policy)
    {
        _policy = policy;
        _words = new FollowingWords(policy);
        _look = new FollowingLook(policy, _words);
    }

    /// <summary>
    /// How long before a weight was first seen it may have come into force, at the most: whoever follows must look at the target at least so often. What was
    /// counted in that time was split by nobody knows which weight, and is set aside.
    /// </summary>
    public static TimeSpan Unseen => TimeSpan.FromSeconds(30);

    /// <summary>The longest time between two looks of the plan.</summary>
    public TimeSpan LongestEvery => _policy.Policy.Plan.Steps.Max(step => step.Every);

    /// <summary>The policy that judges.</summary>
    public BoundPolicy Policy => _policy;

    /// <inheritdoc/>
    public MeasurementPlan Measurements => _policy.Measurements;

    /// <inheritdoc/>
    public RolloutWords Words => _words;

    /// <inheritdoc/>
    public bool RunsPods => false;

    /// <inheritdoc/>
    public RolloutMemory CreateMemory() => new FollowingMemory(_policy);

    /// <inheritdoc/>
    public Transition Begin(RolloutMemory memory, Moment at)
    {
        FollowingMemory state = Own(memory);
        state.Reset(at);
        state.Emit(Effect.Wake(FollowingIds.MaximumWake, at + _policy.Policy.Plan.Maximum));
        _look.Say(state, DecisionKind.Hold, DecisionReason.Progress, at);
        return new Transition(state);
    }

    /// <inheritdoc/>
    public Transition Step(RolloutState state, scoped in Observation observation)
    {
        FollowingMemory memory = Own(state.Checked);
        memory.Consume();
        memory.ShowVerdicts(false);
        if (memory.Outcome == RolloutOutcome.Open)
            Dispatch(memory, observation);
        return new Transition(memory);
    }

    private void Dispatch(FollowingMemory state, in Observation observation)
    {
        switch (observation.Kind)
        {
            case ObservationKind.MomentReached when observation.Id == FollowingIds.MaximumWake:
                _look.Say(state, DecisionKind.RollBack, DecisionReason.MaximumReached, observation.At);
                break;
            case ObservationKind.MomentReached when observation.Id == FollowingIds.LookWake && state.Measuring == 0 && state.Weight.Parts > 0:
                state.Measuring = FollowingIds.FirstMeasurement + state.Looks++;
                state.LookDue = observation.At;
                state.Emit(Effect.Measure(state.Measuring));
                break;
            case ObservationKind.MeasurementAnswered when observation.Id == state.Measuring && observation.Measurements is { } measurements:
                _look.Take(state, measurements, observation.At);
                break;
            case ObservationKind.WeightObserved when observation.Weight.CompareTo(state.Weight) != 0:
                See(state, observation.Weight, observation.At);
                break;
            case ObservationKind.OperatorSaid when observation.Word is OperatorWord.Promote or OperatorWord.Abort:
                End(state, observation.Word, observation.At);
                break;
            default:
                break;
        }
    }

    /// <summary>A weight that is seen for the first time begins a step.</summary>
    private void See(FollowingMemory state, TrafficWeight weight, Moment at)
    {
        bool hadTraffic = state.Weight.Parts > 0;
        state.Weight = weight;
        (state.StepBegan, state.WaitsSince, state.LookDue) = (at, at, at);
        state.WeightMove = new WeightMove(at - Unseen, at);
        state.Passes = 0;
        state.Evaluation.Ledger.BeginStep();
        if (!hadTraffic)
            state.LastDataAt = at;
        StopLooking(state);
        if (weight.Parts > 0)
            _look.ScheduleNext(state, at);
        _look.Say(state, DecisionKind.Hold, DecisionReason.StepNotDone, at);
    }

    private static void End(FollowingMemory state, OperatorWord word, Moment at)
    {
        StopLooking(state);
        state.Emit(Effect.Cancel(FollowingIds.MaximumWake));
        bool isPromoted = word == OperatorWord.Promote;
        state.Outcome = isPromoted ? RolloutOutcome.Promoted : RolloutOutcome.RolledBackOnOrder;
        state.Decision = new Decision(DecisionKind.None, DecisionReason.OperatorSaid, 0, at)
        {
            Message = $"its driver has {(isPromoted ? "promoted" : "rolled back")}; the last word of this policy was: {state.LastWord}",
        };
    }

    /// <summary>A look at another weight is none: its samples are asked for again.</summary>
    private static void StopLooking(FollowingMemory state)
    {
        if (state.Measuring > 0)
            state.Emit(Effect.Cancel(state.Measuring));
        state.Measuring = 0;
        state.Emit(Effect.Cancel(FollowingIds.LookWake));
    }

    private static FollowingMemory Own(RolloutMemory memory) =>
        memory as FollowingMemory ?? throw new ArgumentException("The memory was made by another controller.", nameof(memory));
}
