using Coalmine.Rollouts.Journal;
using Coalmine.Workbench.Replications;
using static Coalmine.Workbench.Characteristics.CharacteristicUnit;

namespace Coalmine.Workbench.Characteristics;

/// <summary>Every operating characteristic with its meaning.</summary>
public static class CharacteristicCatalogue
{
    /// <summary>Share promoted.</summary>
    public static CharacteristicDefinition Promoted { get; } =
        new("outcome.promoted", "promoted", Share, "Share of all rollouts that ended with the canary promoted.");

    /// <summary>Share rolled back on evidence.</summary>
    public static CharacteristicDefinition RolledBackOnEvidence { get; } =
        new("outcome.rolledBackOnEvidence", "rolled back on evidence", Share, "Share of all rollouts that were rolled back because a check failed.");

    /// <summary>Share rolled back for want of evidence.</summary>
    public static CharacteristicDefinition RolledBackForWantOfEvidence { get; } = new(
        "outcome.rolledBackForWantOfEvidence", "rolled back for want of evidence", Share,
        "Share of all rollouts that were rolled back because data were missing, checks stayed inconclusive, or the plan's maximum was reached.");

    /// <summary>Share rolled back on order.</summary>
    public static CharacteristicDefinition RolledBackOnOrder { get; } =
        new("outcome.rolledBackOnOrder", "rolled back on order", Share, "Share of all rollouts that an operator or a hook ended.");

    /// <summary>Share still open.</summary>
    public static CharacteristicDefinition Open { get; } =
        new("outcome.open", "still open", Share, "Share of all rollouts that had not ended when the scenario did.");

    /// <summary>False rollback.</summary>
    public static CharacteristicDefinition FalseRollback { get; } =
        new("error.falseRollback", "false rollback", Share, "Healthy canaries only: share rolled back, for whatever reason.");

    /// <summary>False rollback on evidence.</summary>
    public static CharacteristicDefinition FalseRollbackOnEvidence { get; } = new(
        "error.falseRollbackOnEvidence", "false rollback on evidence", Share,
        "Healthy canaries only: share rolled back because a check failed; what a policy's risk of false rollback speaks of.");

    /// <summary>Missed regression.</summary>
    public static CharacteristicDefinition MissedRegression { get; } =
        new("error.missedRegression", "missed regression", Share, "Regressed canaries only: share promoted.");

    /// <summary>Share detected.</summary>
    public static CharacteristicDefinition Detected { get; } = new(
        "detection.share", "detected", Share,
        "Regressed canaries only: share rolled back on evidence, after the onset, by a check on an affected metric, before the scenario ended.");

    /// <summary>Median time to detection.</summary>
    public static CharacteristicDefinition DetectionMedian { get; } = new(
        "detection.median", "detection time, median", Seconds,
        "From the onset to the detection; rollouts without one count as longer than the scenario (censored there).");

    /// <summary>90th percentile of the time to detection.</summary>
    public static CharacteristicDefinition DetectionP90 { get; } =
        new("detection.p90", "detection time, p90", Seconds, "As the median, for nine rollouts of ten.");

    /// <summary>Median duration.</summary>
    public static CharacteristicDefinition DurationMedian { get; } =
        new("duration.median", "duration, median", Seconds, "From the start to promotion or rollback; open rollouts are censored at the scenario's end.");

    /// <summary>90th percentile of the duration.</summary>
    public static CharacteristicDefinition DurationP90 { get; } =
        new("duration.p90", "duration, p90", Seconds, "As the median, for nine rollouts of ten.");

    /// <summary>The share of rollouts with an outcome.</summary>
    public static CharacteristicDefinition OfOutcome(RolloutOutcome outcome) => outcome switch
    {
        RolloutOutcome.Promoted => Promoted,
        RolloutOutcome.RolledBackOnEvidence => RolledBackOnEvidence,
        RolloutOutcome.RolledBackForWantOfEvidence => RolledBackForWantOfEvidence,
        RolloutOutcome.RolledBackOnOrder => RolledBackOnOrder,
        RolloutOutcome.Open => Open,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>The median, the 90th percentile or the mean of a measure.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="statistic"><c>median</c>, <c>p90</c> or <c>mean</c>.</param>
    public static CharacteristicDefinition OfMeasure(Measure measure, string statistic)
    {
        (string id, string name, CharacteristicUnit unit, string legend) = measure switch
        {
            Measure.ExposedRequests => ("exposure.requests", "exposed requests", Requests,
                "Requests served by a regressed canary until it serves no more or the scenario ends; a wrong promotion keeps counting."),
            Measure.ExposedUsers => ("exposure.users", "exposed users", Users, "Distinct users among the exposed requests."),
            Measure.HurtAnswers => ("hurt.answers", "hurt", Answers, "Expected bad answers beyond what the baseline would have given to the same requests."),
            Measure.CanaryRequests => ("canary.requests", "canary requests", Requests, "Requests served by the canary, whether regressed or not."),
            Measure.Duration => ("duration", "duration", Seconds, "From the start to promotion, rollback or the scenario's end."),
            Measure.Looks => ("looks", "looks", CharacteristicUnit.Looks, "Looks taken in a rollout."),
            _ => throw new ArgumentOutOfRangeException(nameof(measure)),
        };
        return new CharacteristicDefinition($"{id}.{statistic}", $"{name}, {statistic}", unit, legend);
    }
}
