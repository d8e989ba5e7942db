using System.Collections.Immutable;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Estimates;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;
using Coalmine.Statistics.Quantiles;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Characteristics;

/// <summary>Makes operating characteristics of tallies.</summary>
public static class PolicyCharacteristics
{
    private static readonly ImmutableArray<RolloutOutcome> Outcomes =
    [
        RolloutOutcome.Promoted, RolloutOutcome.RolledBackOnEvidence, RolloutOutcome.RolledBackForWantOfEvidence, RolloutOutcome.RolledBackOnOrder,
        RolloutOutcome.Open,
    ];

    /// <summary>All characteristics that have a meaning in the scenario. Without rollouts every interval is vacuous.</summary>
    public static ImmutableArray<OperatingCharacteristic> Of(ScenarioFacts scenario, PolicyTally tally)
    {
        ImmutableArray<OperatingCharacteristic>.Builder all = ImmutableArray.CreateBuilder<OperatingCharacteristic>();
        foreach (RolloutOutcome outcome in Outcomes)
            all.Add(Share(CharacteristicCatalogue.OfOutcome(outcome), tally.Of(outcome), tally.Count));
        if (scenario.Truth == TruthKind.Healthy)
            AddFalseRollbacks(all, tally);
        if (scenario.Truth == TruthKind.Regressed)
            AddDetections(all, scenario, tally);
        double horizon = scenario.Horizon.TotalSeconds;
        long open = tally.Of(RolloutOutcome.Open);
        all.Add(Quantile(CharacteristicCatalogue.DurationMedian, tally.Durations, 0.5, new Censoring(open, tally.Count, horizon)));
        all.Add(Quantile(CharacteristicCatalogue.DurationP90, tally.Durations, 0.9, new Censoring(open, tally.Count, horizon)));
        all.Add(Mean(Measure.Looks, tally));
        all.Add(Mean(Measure.CanaryRequests, tally));
        return all.ToImmutable();
    }

    private static void AddFalseRollbacks(ImmutableArray<OperatingCharacteristic>.Builder all, PolicyTally tally)
    {
        long rolledBack = tally.Count - tally.Of(RolloutOutcome.Promoted) - tally.Of(RolloutOutcome.Open);
        all.Add(Share(CharacteristicCatalogue.FalseRollback, rolledBack, tally.Count));
        all.Add(Share(CharacteristicCatalogue.FalseRollbackOnEvidence, tally.Of(RolloutOutcome.RolledBackOnEvidence), tally.Count));
    }

    private static void AddDetections(ImmutableArray<OperatingCharacteristic>.Builder all, ScenarioFacts scenario, PolicyTally tally)
    {
        all.Add(Share(CharacteristicCatalogue.MissedRegression, tally.Of(RolloutOutcome.Promoted), tally.Count));
        all.Add(Share(CharacteristicCatalogue.Detected, tally.Detected, tally.Count));
        Censoring censoring = new(tally.Count - tally.Detected, tally.Count, (scenario.Horizon - scenario.Onset).TotalSeconds);
        all.Add(Quantile(CharacteristicCatalogue.DetectionMedian, tally.Detections, 0.5, censoring));
        all.Add(Quantile(CharacteristicCatalogue.DetectionP90, tally.Detections, 0.9, censoring));
        foreach (Measure measure in new[] { Measure.ExposedRequests, Measure.ExposedUsers, Measure.HurtAnswers })
        {
            ValueCounts values = tally.Of(measure).Values;
            all.Add(Quantile(CharacteristicCatalogue.OfMeasure(measure, "median"), values, 0.5, new Censoring(0, tally.Count, double.PositiveInfinity)));
            all.Add(Quantile(CharacteristicCatalogue.OfMeasure(measure, "p90"), values, 0.9, new Censoring(0, tally.Count, double.PositiveInfinity)));
            all.Add(Mean(measure, tally));
        }
    }

    /// <summary>A share of rollouts with its interval.</summary>
    internal static OperatingCharacteristic Share(CharacteristicDefinition definition, long count, long of)
    {
        Interval interval = Wilson.Interval(count, of, Confidence.Z);
        return new OperatingCharacteristic
        {
            Definition = definition,
            Estimate = of == 0 ? CensoredValue.Unknown : CensoredValue.Known((double)count / of),
            Lower = CensoredValue.Known(interval.Lower),
            Upper = CensoredValue.Known(interval.Upper),
            Method = IntervalMethod.Wilson,
            Count = of,
        };
    }

    private static OperatingCharacteristic Mean(Measure measure, PolicyTally tally)
    {
        Replications.Moments moments = tally.Of(measure).Moments;
        double half = HalfWidth(moments);
        return new OperatingCharacteristic
        {
            Definition = CharacteristicCatalogue.OfMeasure(measure, "mean"),
            Estimate = moments.Count == 0 ? CensoredValue.Unknown : CensoredValue.Known(moments.Mean),
            Lower = CensoredValue.Known(moments.Mean - half),
            Upper = CensoredValue.Known(moments.Mean + half),
            Method = IntervalMethod.StudentT,
            Count = moments.Count,
        };
    }

    /// <summary>Half the width of the 95 % t interval of a mean; infinite with fewer than two values.</summary>
    internal static double HalfWidth(in Replications.Moments moments) => moments.Count < 2
        ? double.PositiveInfinity
        : StudentT.UpperQuantile((1 - Confidence.Level) / 2, moments.Count - 1) * moments.StandardError;

    /// <summary>A quantile of values with its interval.</summary>
    internal static OperatingCharacteristic Quantile(CharacteristicDefinition definition, ValueCounts values, double quantile, Censoring censoring)
    {
        OrderStatisticInterval ranks = OrderStatisticInterval.Of(censoring.Count, quantile, Confidence.Level);
        long point = Math.Max(1, (long)Math.Ceiling((quantile * censoring.Count) - 1e-9));
        return new OperatingCharacteristic
        {
            Definition = definition,
            Estimate = censoring.Count == 0 ? CensoredValue.Unknown : censoring.AtRank(values, point),
            Lower = ranks.Lower == 0 ? CensoredValue.Known(0) : censoring.AtRank(values, ranks.Lower),
            Upper = censoring.AtRank(values, ranks.Upper),
            Method = IntervalMethod.OrderStatistics,
            Count = censoring.Count,
            Censored = censoring.Censored,
        };
    }
}
