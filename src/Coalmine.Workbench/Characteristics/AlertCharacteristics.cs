using System.Collections.Immutable;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Estimates;
using Coalmine.Statistics.Functions;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Characteristics;

/// <summary>Makes operating characteristics of what an alert did that looked on.</summary>
public static class AlertCharacteristics
{
    private const double SecondsAWeek = 7 * 24 * 3600;

    /// <summary>Share of rollouts in which it fired.</summary>
    public static CharacteristicDefinition Fired { get; } = new(
        "alert.fired", "fires", CharacteristicUnit.Share, "Share of all rollouts in which the alert fired at some time until the scenario's end.");

    /// <summary>Share of rollouts in which it fired before anything was wrong.</summary>
    public static CharacteristicDefinition False { get; } = new(
        "alert.false", "fires falsely", CharacteristicUnit.Share,
        "Share of all rollouts in which the alert began to fire before the onset, or at any time with a healthy canary.");

    /// <summary>Share of rollouts in which it fired only when they were over.</summary>
    public static CharacteristicDefinition AfterEnd { get; } = new(
        "alert.afterEnd", "fires only after the end", CharacteristicUnit.Share,
        "Share of all rollouts in which the alert first fired after promotion or rollback.");

    /// <summary>Share of rollouts in which it fired after the onset.</summary>
    public static CharacteristicDefinition Detected { get; } = new(
        "alert.detected", "fires after the onset", CharacteristicUnit.Share,
        "Regressed canaries only: share of rollouts in which the alert began to fire at or after the onset.");

    /// <summary>Median time from the onset to its firing.</summary>
    public static CharacteristicDefinition DelayMedian { get; } = new(
        "alert.delay.median", "onset to firing, median", CharacteristicUnit.Seconds,
        "Regressed canaries only: from the onset to the first firing that begins after it; rollouts without one count as longer than the scenario "
            + "(censored there).");

    /// <summary>90th percentile of the time from the onset to its firing.</summary>
    public static CharacteristicDefinition DelayP90 { get; } =
        new("alert.delay.p90", "onset to firing, p90", CharacteristicUnit.Seconds, "As the median, for nine rollouts of ten.");

    /// <summary>How often it fires in a week.</summary>
    public static CharacteristicDefinition Weekly { get; } = new(
        "alert.perWeek", "firings a week", CharacteristicUnit.TimesAWeek,
        "Healthy canaries only: firings in the time that was watched, as many as in a week of it.");

    /// <summary>All characteristics that have a meaning in the scenario. Without rollouts every interval is vacuous.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="tally">What the alert did in it.</param>
    public static ImmutableArray<OperatingCharacteristic> Of(ScenarioFacts scenario, AlertTally tally)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(tally);
        ImmutableArray<OperatingCharacteristic>.Builder all = ImmutableArray.CreateBuilder<OperatingCharacteristic>();
        all.Add(PolicyCharacteristics.Share(Fired, tally.Fired, tally.Count));
        if (scenario.Truth != TruthKind.Indifferent)
            all.Add(PolicyCharacteristics.Share(False, tally.FiredFalsely, tally.Count));
        all.Add(PolicyCharacteristics.Share(AfterEnd, tally.FiredAfterEnd, tally.Count));
        if (scenario.Truth == TruthKind.Healthy)
            all.Add(PerWeek(tally.Firings));
        if (scenario.Truth != TruthKind.Regressed)
            return all.ToImmutable();
        Censoring censoring = new(tally.Count - tally.Detected, tally.Count, (scenario.Horizon - scenario.Onset).TotalSeconds);
        all.Add(PolicyCharacteristics.Share(Detected, tally.Detected, tally.Count));
        all.Add(PolicyCharacteristics.Quantile(DelayMedian, tally.Delays, 0.5, censoring));
        all.Add(PolicyCharacteristics.Quantile(DelayP90, tally.Delays, 0.9, censoring));
        return all.ToImmutable();
    }

    // Firings come in bursts, so that a Poisson interval would be too short; without any there is nothing else to go by.
    private static OperatingCharacteristic PerWeek(in RatioTally firings)
    {
        bool hasNone = firings.Above == 0;
        double half = firings.Count < 2 ? double.PositiveInfinity
            : StudentT.UpperQuantile((1 - Confidence.Level) / 2, firings.Count - 1) * firings.StandardError;
        double upper = hasNone ? -Math.Log((1 - Confidence.Level) / 2) / firings.Below : firings.Ratio + half;
        return new OperatingCharacteristic
        {
            Definition = Weekly,
            Estimate = firings.Below > 0 ? CensoredValue.Known(firings.Ratio * SecondsAWeek) : CensoredValue.Unknown,
            Lower = CensoredValue.Known(hasNone ? 0 : Math.Max(0, firings.Ratio - half) * SecondsAWeek),
            Upper = CensoredValue.Known(upper * SecondsAWeek),
            Method = hasNone ? IntervalMethod.NoEvents : IntervalMethod.RatioT,
            Count = firings.Count,
        };
    }
}
