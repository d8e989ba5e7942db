using System.Collections.Immutable;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Tuning.Goals;

/// <summary>What the measures are called, and what one rollout says about them.</summary>
internal static class MeasureWords
{
    /// <summary>The objectives of the front, in the order of the reports.</summary>
    public static readonly ImmutableArray<TuningMeasure> Front =
        [TuningMeasure.FalseRollback, TuningMeasure.Missed, TuningMeasure.Detection, TuningMeasure.Exposure, TuningMeasure.Duration];

    /// <summary>The word that files and options use.</summary>
    public static string Of(TuningMeasure measure) => measure switch
    {
        TuningMeasure.FalseRollback => "falseRollback",
        TuningMeasure.Missed => "missed",
        TuningMeasure.Detection => "detection",
        TuningMeasure.Exposure => "exposure",
        TuningMeasure.Hurt => "hurt",
        TuningMeasure.Duration => "duration",
        _ => throw new ArgumentOutOfRangeException(nameof(measure)),
    };

    /// <summary>The name that people read.</summary>
    public static string Name(TuningMeasure measure) => measure switch
    {
        TuningMeasure.FalseRollback => "false rollback",
        TuningMeasure.Missed => "missed regression",
        TuningMeasure.Detection => "detection time",
        TuningMeasure.Exposure => "exposed requests",
        TuningMeasure.Hurt => "hurt answers",
        TuningMeasure.Duration => "duration",
        _ => throw new ArgumentOutOfRangeException(nameof(measure)),
    };

    /// <summary>Its unit.</summary>
    public static CharacteristicUnit Unit(TuningMeasure measure) => measure switch
    {
        TuningMeasure.FalseRollback or TuningMeasure.Missed => CharacteristicUnit.Share,
        TuningMeasure.Detection or TuningMeasure.Duration => CharacteristicUnit.Seconds,
        TuningMeasure.Exposure => CharacteristicUnit.Requests,
        TuningMeasure.Hurt => CharacteristicUnit.Answers,
        _ => throw new ArgumentOutOfRangeException(nameof(measure)),
    };

    /// <summary>The truth of the scenarios that have it.</summary>
    public static TruthKind Truth(TuningMeasure measure) =>
        measure is TuningMeasure.FalseRollback or TuningMeasure.Duration ? TruthKind.Healthy : TruthKind.Regressed;

    /// <summary>The measure of a word.</summary>
    public static bool TryParse(string word, out TuningMeasure measure)
    {
        foreach (TuningMeasure each in Enum.GetValues<TuningMeasure>())
            if (Of(each) == word)
            {
                measure = each;
                return true;
            }

        measure = default;
        return false;
    }

    /// <summary>What one rollout says.</summary>
    public static double Of(TuningMeasure measure, in RolloutResult result, ScenarioFacts facts) => measure switch
    {
        TuningMeasure.FalseRollback => result.Outcome is RolloutOutcome.Promoted or RolloutOutcome.Open ? 0 : 1,
        TuningMeasure.Missed => result.Outcome == RolloutOutcome.Promoted ? 1 : 0,
        TuningMeasure.Detection => result.Detected ? result.DetectionSeconds : (facts.Horizon - facts.Onset).TotalSeconds,
        TuningMeasure.Exposure => result.ExposedRequests,
        TuningMeasure.Hurt => result.HurtAnswers,
        TuningMeasure.Duration => result.EndedAt.Seconds,
        _ => throw new ArgumentOutOfRangeException(nameof(measure)),
    };
}
