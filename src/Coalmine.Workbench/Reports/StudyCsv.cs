using Coalmine.Statistics.Estimates;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;
using CsvHelper;

namespace Coalmine.Workbench.Reports;

/// <summary>Writes a study as a table in long form.</summary>
public static class StudyCsv
{
    private static readonly CsvWriterOptions Options = new() { NewLine = "\n" };

    /// <summary>Writes the table as UTF-8; the stream stays open.</summary>
    public static void Write(StudyResult study, Stream stream)
    {
        using CsvWriter writer = CsvWriter.Create(stream, Options, leaveOpen: true);
        writer.WriteRecords(study.Scenarios.SelectMany(Rows));
    }

    private static IEnumerable<StudyRow> Rows(ScenarioResult scenario)
    {
        for (int policy = 0; policy < scenario.Policies.Length; policy++)
            foreach (OperatingCharacteristic characteristic in PolicyCharacteristics.Of(scenario.Facts, scenario.Tallies[policy]))
                yield return Row(scenario, scenario.Policies[policy].Name, characteristic);
        foreach (PolicyDifference difference in PolicyDifferences.Of(scenario))
            yield return Row(scenario, difference);
    }

    private static StudyRow Row(ScenarioResult scenario, string policy, OperatingCharacteristic characteristic) => new()
    {
        Policy = policy,
        Scenario = scenario.Facts.Name,
        Truth = FileWords.Of(scenario.Facts.Truth),
        Measure = characteristic.Definition.Id,
        Against = "",
        Unit = FileWords.Of(characteristic.Definition.Unit),
        Estimate = FileNumbers.Finite(characteristic.Estimate.Value),
        Lower = FileNumbers.Finite(characteristic.Lower.Value),
        Upper = FileNumbers.Finite(characteristic.Upper.Value),
        Censored = CensoredEnds(characteristic),
        Method = FileWords.Of(characteristic.Method),
        Count = characteristic.Count,
        CensoredCount = characteristic.Censored,
        PairingGain = null,
        Engine = FileWords.Of(scenario.Facts.Engine),
        RequestsNeeded = scenario.Facts.RequestsNeeded,
    };

    private static StudyRow Row(ScenarioResult scenario, PolicyDifference difference) => new()
    {
        Policy = difference.Policy,
        Scenario = scenario.Facts.Name,
        Truth = FileWords.Of(scenario.Facts.Truth),
        Measure = difference.Definition.Id,
        Against = difference.Against,
        Unit = FileWords.Of(difference.Definition.Unit),
        Estimate = FileNumbers.Finite(difference.Estimate),
        Lower = FileNumbers.Finite(difference.Interval.Lower),
        Upper = FileNumbers.Finite(difference.Interval.Upper),
        Censored = "",
        Method = FileWords.Of(difference.Method),
        Count = difference.Count,
        CensoredCount = 0,
        PairingGain = FileNumbers.Finite(difference.PairingGain),
        Engine = FileWords.Of(scenario.Facts.Engine),
        RequestsNeeded = scenario.Facts.RequestsNeeded,
    };

    /// <summary>Which of a characteristic's numbers are only known to be larger, parted by blanks.</summary>
    internal static string CensoredEnds(OperatingCharacteristic characteristic) => string.Join(' ', new (CensoredValue Value, string Name)[]
    {
        (characteristic.Estimate, "estimate"), (characteristic.Lower, "lower"), (characteristic.Upper, "upper"),
    }.Where(end => end.Value.IsCensored).Select(end => end.Name));
}
