namespace Coalmine.Rollouts.Evaluation;

/// <summary>How a policy's risk is spent by its sequential checks. Where margins in points need the baseline's rate, a fifth is spent on knowing it.</summary>
/// <param name="LogHarmThreshold">ln of the mean e-value that rolls back.</param>
/// <param name="LogSafetyThreshold">ln of a check's e-value that passes it.</param>
/// <param name="Rate">Two-sided error probability of the interval for the baseline's rate.</param>
internal readonly record struct SequentialRisk(double LogHarmThreshold, double LogSafetyThreshold, double Rate)
{
    private const double SpentOnRates = 0.2;

    /// <summary>Divides a risk.</summary>
    /// <param name="falseRollback">Probability of a false rollback, over all checks.</param>
    /// <param name="missed">Probability of passing a check wrongly, for each.</param>
    /// <param name="ratesOf">
    /// For each check with a margin in points, the rates it must know: 1, or 2 where mirrored pairs are counted before the arms are.
    /// </param>
    public static SequentialRisk Of(double falseRollback, double missed, IReadOnlyCollection<int> ratesOf)
    {
        double kept = ratesOf.Count > 0 ? 1 - SpentOnRates : 1;
        double rate = SpentOnRates * Math.Min(falseRollback / Math.Max(1, ratesOf.Sum()), missed / ratesOf.DefaultIfEmpty(1).Max());
        return new SequentialRisk(-Math.Log(kept * falseRollback), -Math.Log(kept * missed), rate);
    }
}
