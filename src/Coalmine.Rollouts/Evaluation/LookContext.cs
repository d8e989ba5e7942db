using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>What the controller tells the evaluator about a look.</summary>
/// <param name="At">When the look was answered.</param>
/// <param name="StepBegan">When the step began.</param>
/// <param name="WeightMove">When the weight last moved.</param>
/// <param name="IsShadow">Whether the canary gets mirrored requests only.</param>
/// <param name="BaselineServes">Whether the baseline gets own requests.</param>
internal readonly record struct LookContext(Moment At, Moment StepBegan, WeightMove WeightMove, bool IsShadow, bool BaselineServes)
{
    /// <summary>Age of the step in seconds.</summary>
    public double StepSeconds => (At - StepBegan).TotalSeconds;
}
