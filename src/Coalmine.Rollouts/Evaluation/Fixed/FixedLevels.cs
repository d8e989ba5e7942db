using Coalmine.Rollouts.Checks;

namespace Coalmine.Rollouts.Evaluation.Fixed;

/// <summary>The levels of a fixed-sample check.</summary>
/// <param name="Harm">One-sided risk of a false rollback, divided by the number of fixed-sample checks where risk is kept over them.</param>
/// <param name="Safety">One-sided risk of a miss.</param>
/// <param name="IsAdjusted">Whether the evaluator decides on harm, from the p-values of all fixed-sample checks.</param>
internal readonly record struct FixedLevels(Level Harm, Level Safety, bool IsAdjusted)
{
    /// <summary>The levels of a check.</summary>
    /// <param name="risk">The policy's risk.</param>
    /// <param name="method">The check's method.</param>
    /// <param name="family">Fixed-sample checks of the policy.</param>
    public static FixedLevels Of(Plan.Risk risk, CheckMethod.Fixed method, int family) => new(
        Level.Of(risk.FalseRollback / (method.Multiplicity == Multiplicity.None ? 1 : family)), Level.Of(risk.Missed),
        method.Multiplicity is not (Multiplicity.None or Multiplicity.Bonferroni));
}
