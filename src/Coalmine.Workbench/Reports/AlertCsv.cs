using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Watchers;
using CsvHelper;

namespace Coalmine.Workbench.Reports;

/// <summary>Writes what alerts did in a study as a table in long form.</summary>
public static class AlertCsv
{
    private static readonly CsvWriterOptions Options = new() { NewLine = "\n" };

    /// <summary>Whether any alert looked on.</summary>
    public static bool Has(StudyResult study) => study.Scenarios.Any(AlertTable.Has);

    /// <summary>Writes the table as UTF-8; the stream stays open.</summary>
    public static void Write(StudyResult study, Stream stream)
    {
        using CsvWriter writer = CsvWriter.Create(stream, Options, leaveOpen: true);
        writer.WriteRecords(
            from scenario in study.Scenarios
            from row in AlertTable.Rows(scenario)
            from characteristic in AlertCharacteristics.Of(scenario.Facts, row.Tally)
            select Row(scenario.Facts, row.Policy, row.Alert, characteristic));
    }

    private static AlertRow Row(ScenarioFacts facts, string policy, WatchedAlert alert, OperatingCharacteristic characteristic) => new()
    {
        Alert = alert.Name,
        CanFire = FileWords.Of(alert.CanFire),
        Policy = policy,
        Scenario = facts.Name,
        Truth = FileWords.Of(facts.Truth),
        Measure = characteristic.Definition.Id,
        Unit = FileWords.Of(characteristic.Definition.Unit),
        Estimate = FileNumbers.Finite(characteristic.Estimate.Value),
        Lower = FileNumbers.Finite(characteristic.Lower.Value),
        Upper = FileNumbers.Finite(characteristic.Upper.Value),
        Censored = StudyCsv.CensoredEnds(characteristic),
        Method = FileWords.Of(characteristic.Method),
        Count = characteristic.Count,
        CensoredCount = characteristic.Censored,
        Engine = FileWords.Of(facts.Engine),
    };
}
