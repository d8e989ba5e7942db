using Coalmine.Rollouts.Checks;
using Coalmine.Statistics.Functions;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>The normal quantiles of a fixed-sample check.</summary>
/// <param name="HarmZ">Of the one-sided risk of a false rollback.</param>
/// <param name="SafetyZ">Of the one-sided risk of a miss.</param>
/// <param name="Interval">Which interval is put around differences.</param>
internal readonly record struct FixedLevels(double HarmZ, double SafetyZ, DifferenceInterval Interval)
{
    /// <summary>The levels of a check.</summary>
    /// <param name="risk">The policy's risk.</param>
    /// <param name="method">The check's method.</param>
    /// <param name="family">Fixed-sample checks of the policy.</param>
    public static FixedLevels Of(Plan.Risk risk, CheckMethod.Fixed method, int family) => new(
        NormalDistribution.UpperQuantile(risk.FalseRollback / (method.Bonferroni ? family : 1)),
        NormalDistribution.UpperQuantile(risk.Missed), method.Interval);
}
