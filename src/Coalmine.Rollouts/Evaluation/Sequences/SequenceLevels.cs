using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Evaluation.Sequences;

/// <summary>The risk of one step of a check whose sequences begin anew with each step: together they keep the check's own (Bonferroni).</summary>
/// <param name="Harm">Risk of a false rollback.</param>
/// <param name="Safety">Risk of a miss.</param>
internal readonly record struct SequenceLevels(double Harm, double Safety)
{
    /// <summary>The levels under a plan.</summary>
    public static SequenceLevels Of(double harm, double safety, RolloutPlan plan)
    {
        int steps = plan.Steps.Length + (plan.Shadow > TimeSpan.Zero ? 1 : 0);
        return new SequenceLevels(harm / steps, safety / steps);
    }
}
