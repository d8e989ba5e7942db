using System.Collections.Immutable;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;
using Catalogue = Coalmine.Workbench.Characteristics.CharacteristicCatalogue;

namespace Coalmine.Workbench.Suites;

/// <summary>Every characteristic that suites can bound, each under one word; the ids of <see cref="Catalogue"/> mean the same.</summary>
public static class SuiteCharacteristics
{
    internal const string DetectionTimeWord = "detectionTime";
    internal const string DurationWord = "duration";

    /// <summary>All of them, in the order in which they are listed.</summary>
    public static ImmutableArray<SuiteCharacteristic> All { get; } =
    [
        Share("promoted", Catalogue.Promoted, tally => tally.Of(RolloutOutcome.Promoted), null, moreIsWorse: false),
        Share("rolledBackOnEvidence", Catalogue.RolledBackOnEvidence, tally => tally.Of(RolloutOutcome.RolledBackOnEvidence)),
        Share("rolledBackForWantOfEvidence", Catalogue.RolledBackForWantOfEvidence, tally => tally.Of(RolloutOutcome.RolledBackForWantOfEvidence)),
        Share("rolledBackOnOrder", Catalogue.RolledBackOnOrder, tally => tally.Of(RolloutOutcome.RolledBackOnOrder)),
        Share("open", Catalogue.Open, tally => tally.Of(RolloutOutcome.Open)),
        Share("falseRollback", Catalogue.FalseRollback, RolledBack, TruthKind.Healthy),
        Share("falseRollbackOnEvidence", Catalogue.FalseRollbackOnEvidence, tally => tally.Of(RolloutOutcome.RolledBackOnEvidence), TruthKind.Healthy),
        Share("missedRegression", Catalogue.MissedRegression, tally => tally.Of(RolloutOutcome.Promoted), TruthKind.Regressed),
        Share("detected", Catalogue.Detected, tally => tally.Detected, TruthKind.Regressed, moreIsWorse: false),
        new()
        {
            Word = DetectionTimeWord,
            Legend = Catalogue.DetectionMedian.Legend,
            Unit = CharacteristicUnit.Seconds,
            Only = TruthKind.Regressed,
            Values = tally => tally.Detections,
            Open = tally => tally.Count - tally.Detected,
        },
        new()
        {
            Word = DurationWord,
            Legend = Catalogue.DurationMedian.Legend,
            Unit = CharacteristicUnit.Seconds,
            Values = tally => tally.Durations,
            Open = tally => tally.Of(RolloutOutcome.Open),
        },
        Number("exposedRequests", Measure.ExposedRequests, TruthKind.Regressed),
        Number("exposedUsers", Measure.ExposedUsers, TruthKind.Regressed),
        Number("hurtAnswers", Measure.HurtAnswers, TruthKind.Regressed),
        Number("canaryRequests", Measure.CanaryRequests, null),
        Number("looks", Measure.Looks, null),
    ];

    /// <summary>
    /// Every word that names a characteristic: its own, and the ids of the catalogue. An id that names a quantile bounds that one, with <c>atMost</c> and
    /// <c>atLeast</c>; otherwise the quantile is NaN.
    /// </summary>
    public static ImmutableArray<(string Word, SuiteCharacteristic Characteristic, double Quantile)> Names { get; } =
    [
        .. All.Select(each => (each.Word, each, double.NaN)),
        .. Ids("promoted", Catalogue.Promoted), .. Ids("rolledBackOnEvidence", Catalogue.RolledBackOnEvidence),
        .. Ids("rolledBackForWantOfEvidence", Catalogue.RolledBackForWantOfEvidence), .. Ids("rolledBackOnOrder", Catalogue.RolledBackOnOrder),
        .. Ids("open", Catalogue.Open), .. Ids("falseRollback", Catalogue.FalseRollback), .. Ids("falseRollbackOnEvidence", Catalogue.FalseRollbackOnEvidence),
        .. Ids("missedRegression", Catalogue.MissedRegression), .. Ids("detected", Catalogue.Detected),
        .. Ids(DetectionTimeWord, Catalogue.DetectionMedian, Catalogue.DetectionP90), .. Ids(DurationWord, Catalogue.DurationMedian, Catalogue.DurationP90),
        .. MeasureIds("exposedRequests", Measure.ExposedRequests), .. MeasureIds("exposedUsers", Measure.ExposedUsers),
        .. MeasureIds("hurtAnswers", Measure.HurtAnswers), .. MeasureIds("canaryRequests", Measure.CanaryRequests), .. MeasureIds("looks", Measure.Looks),
    ];

    /// <summary>The characteristic of a word of its own.</summary>
    public static SuiteCharacteristic Of(string word) => All.First(each => each.Word == word);

    private static long RolledBack(PolicyTally tally) => tally.Count - tally.Of(RolloutOutcome.Promoted) - tally.Of(RolloutOutcome.Open);

    private static SuiteCharacteristic Share(
        string word, CharacteristicDefinition definition, Func<PolicyTally, long> count, TruthKind? only = null, bool moreIsWorse = true) => new()
        {
            Word = word,
            Legend = definition.Legend,
            Unit = definition.Unit,
            Only = only,
            MoreIsWorse = moreIsWorse,
            Share = count,
        };

    private static SuiteCharacteristic Number(string word, Measure measure, TruthKind? only)
    {
        CharacteristicDefinition definition = Catalogue.OfMeasure(measure, "median");
        return new SuiteCharacteristic
        {
            Word = word,
            Legend = definition.Legend,
            Unit = definition.Unit,
            Only = only,
            Values = tally => tally.Of(measure).Values,
        };
    }

    private static IEnumerable<(string, SuiteCharacteristic, double)> Ids(string word, params CharacteristicDefinition[] definitions) =>
        definitions.Select(definition => (definition.Id, Of(word), QuantileOf(definition.Id)));

    private static IEnumerable<(string, SuiteCharacteristic, double)> MeasureIds(string word, Measure measure) =>
        Ids(word, Catalogue.OfMeasure(measure, "median"), Catalogue.OfMeasure(measure, "p90"));

    private static double QuantileOf(string id) =>
        id.EndsWith(".median", StringComparison.Ordinal) ? 0.5 : id.EndsWith(".p90", StringComparison.Ordinal) ? 0.9 : double.NaN;
}
