namespace Coalmine.Rollouts.Evaluation;

/// <summary>What a policy's sequential checks need to see.</summary>
/// <param name="LogHarmThreshold">ln of the mean e-value that rolls back.</param>
/// <param name="LogSafetyThreshold">ln of a check's e-value that passes it.</param>
internal readonly record struct SequentialRisk(double LogHarmThreshold, double LogSafetyThreshold)
{
    /// <summary>The thresholds of a risk: 1 / α for the mean over all checks, 1 / β for each check (Ville's inequality).</summary>
    public static SequentialRisk Of(Plan.Risk risk) => new(-Math.Log(risk.FalseRollback), -Math.Log(risk.Missed));
}
