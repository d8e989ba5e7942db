using Coalmine.Rollouts.Checks;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>
/// What a policy's checks need to see that state their risk over the whole rollout. Checks with evidence are weighed together and share one part of the risk of
/// a false rollback, as large as they are many; each check with an own level has its part (Bonferroni, whatever the dependence). With one kind only, as is
/// usual, it has all of it.
/// </summary>
/// <param name="LogHarmThreshold">ln of the weighed e-value that rolls back.</param>
/// <param name="LogSafetyThreshold">ln of a check's e-value that passes it.</param>
internal readonly record struct SequentialRisk(double LogHarmThreshold, double LogSafetyThreshold)
{
    /// <summary>The one-sided risk of a false rollback of each check with an own level.</summary>
    public double OwnHarm { get; init; }

    /// <summary>
    /// The one-sided risk of a miss of each check: passing all of them takes each one's pass (intersection-union), so that nothing is divided.
    /// </summary>
    public double OwnSafety { get; init; }

    /// <summary>The parts of a policy's risk (Ville's inequality for the thresholds).</summary>
    public static SequentialRisk Of(Plan.Policy policy)
    {
        int evidence = policy.Checks.Count(check => check.Method.Risk == RiskKind.Evidence);
        int own = policy.Checks.Count(check => check.Method.Risk == RiskKind.OwnLevel);
        int all = Math.Max(1, evidence + own);
        double together = policy.Risk.FalseRollback * (evidence > 0 ? (double)evidence / all : 1);
        return new(-Math.Log(together), -Math.Log(policy.Risk.Missed)) { OwnHarm = policy.Risk.FalseRollback / all, OwnSafety = policy.Risk.Missed };
    }
}
