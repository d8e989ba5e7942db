using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Journal;

/// <summary>
/// Decides a rollout. Two pure functions: begin, and step from a state and an observation to the next state, the effects and the explanation. No clock, no
/// task, no logger, no randomness: a shell (simulated, live, replayed) carries the effects out and reports what it sees.
/// </summary>
public interface IRolloutController
{
    /// <summary>What a shell must bring whenever it is asked to measure.</summary>
    MeasurementPlan Measurements { get; }

    /// <summary>The names of its checks, and its sentences.</summary>
    RolloutWords Words { get; }

    /// <summary>
    /// Whether it runs the canary's pods itself, beginning with none (Argo Rollouts, Flagger): <see cref="Effect.Scale"/> then starts and stops pods, and the
    /// shell tells what became of it. Otherwise the pods of both arms are there from the beginning.
    /// </summary>
    bool RunsPods { get; }

    /// <summary>Memory for the states of one rollout at a time; may be used for one rollout after another.</summary>
    RolloutMemory CreateMemory();

    /// <summary>Begins a rollout.</summary>
    /// <param name="memory">Memory made by <see cref="CreateMemory"/>; whatever state it held is consumed.</param>
    /// <param name="at">The moment at which the rollout begins.</param>
    Transition Begin(RolloutMemory memory, Moment at);

    /// <summary>Makes one step. The state is consumed: see <see cref="RolloutState"/>.</summary>
    /// <param name="state">The state to step from; the one that the last transition of its memory brought.</param>
    /// <param name="observation">What the world tells.</param>
    /// <exception cref="InvalidOperationException">The state has been consumed already.</exception>
    Transition Step(RolloutState state, scoped in Observation observation);
}
