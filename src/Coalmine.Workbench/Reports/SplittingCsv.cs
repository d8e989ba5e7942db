using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.RareEvents;
using CsvHelper;

namespace Coalmine.Workbench.Reports;

/// <summary>Writes a study of rare rollbacks as a table.</summary>
public static class SplittingCsv
{
    private static readonly CsvWriterOptions Options = new() { NewLine = "\n" };

    /// <summary>Writes the table as UTF-8; the stream stays open.</summary>
    public static void Write(SplittingStudyResult result, Stream stream)
    {
        using CsvWriter writer = CsvWriter.Create(stream, Options, leaveOpen: true);
        writer.WriteRecords(result.Scenarios.SelectMany(scenario => scenario.Estimates.Select(estimate => Row(result.Study, scenario, estimate))));
    }

    private static SplittingRow Row(SplittingStudy study, SplittingScenario scenario, SplittingEstimate estimate) => new()
    {
        Policy = estimate.Policy.Name,
        Scenario = scenario.Facts.Name,
        Truth = FileWords.Of(scenario.Facts.Truth),
        Measure = scenario.Measured.Id,
        Unit = FileWords.Of(scenario.Measured.Unit),
        Estimate = FileNumbers.Finite(estimate.Share.Probability),
        Lower = FileNumbers.Finite(estimate.Interval.Lower),
        Upper = FileNumbers.Finite(estimate.Interval.Upper),
        Method = FileWords.Of(IntervalMethod.Splitting),
        RelativeError = FileNumbers.Finite(estimate.Share.RelativeError),
        Levels = estimate.Pilot.Levels.Length,
        Repetitions = estimate.Runs.Length,
        Paths = study.PathsEach,
        Played = estimate.Played,
        Plain = FileNumbers.Finite(estimate.Share.PlainReplications),
        Engine = FileWords.Of(scenario.Facts.Engine),
    };
}
