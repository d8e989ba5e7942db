using System.Text.Json;
using Coalmine.Simulation.RareEvents;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.RareEvents;

namespace Coalmine.Workbench.Reports;

/// <summary>Writes a study of rare rollbacks as JSON. Fields are only ever added within a format.</summary>
public static class SplittingJson
{
    /// <summary>The number of the format.</summary>
    public const int Format = 1;

    /// <summary>Writes the study as UTF-8 with a line break at its end; the stream stays open.</summary>
    public static void Write(SplittingStudyResult result, Stream stream) => IndentedJson.Write(stream, writer => WriteStudy(result, writer));

    private static void WriteStudy(SplittingStudyResult result, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", Format);
        writer.WriteString("kind", "splittingStudy");
        writer.WriteNumber("seed", result.Study.Seed);
        writer.WriteNumber("repetitions", SplittingStudy.Repetitions);
        writer.WriteNumber("paths", result.Study.PathsEach);
        writer.WriteNumber("confidence", Confidence.Level);
        writer.WriteBoolean("interrupted", result.Interrupted);
        writer.WriteStartArray("scenarios");
        foreach (SplittingScenario scenario in result.Scenarios)
            WriteScenario(scenario, writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteScenario(SplittingScenario scenario, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", scenario.Facts.Name);
        writer.WriteString("about", scenario.Facts.About);
        writer.WriteString("truth", FileWords.Of(scenario.Facts.Truth));
        writer.WriteString("engine", FileWords.Of(scenario.Facts.Engine));
        writer.WriteNumber("horizonSeconds", scenario.Facts.Horizon.TotalSeconds);
        writer.WriteStartArray("policies");
        foreach (SplittingEstimate estimate in scenario.Estimates)
            WriteEstimate(scenario.Measured, estimate, writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteEstimate(CharacteristicDefinition measure, SplittingEstimate estimate, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", estimate.Policy.Name);
        writer.WriteStartArray("unsafeSettings");
        foreach (string setting in estimate.Policy.UnsafeSettings)
            writer.WriteStringValue(setting);
        writer.WriteEndArray();
        writer.WriteString("measure", measure.Id);
        writer.WriteString("unit", FileWords.Of(measure.Unit));
        writer.WriteString("legend", measure.Legend);
        WriteNumber("estimate", estimate.Share.Probability, writer);
        WriteNumber("lower", estimate.Interval.Lower, writer);
        WriteNumber("upper", estimate.Interval.Upper, writer);
        writer.WriteString("method", FileWords.Of(IntervalMethod.Splitting));
        WriteNumber("relativeError", estimate.Share.RelativeError, writer);
        WriteNumber("plainRollouts", estimate.Share.PlainReplications, writer);
        writer.WriteNumber("playedRollouts", estimate.Played);
        writer.WriteBoolean("outOfReach", estimate.Pilot.IsStuck);
        writer.WriteStartArray("levels");
        foreach (double level in estimate.Pilot.Levels)
            writer.WriteNumberValue(FileNumbers.Finite(level) ?? 0);
        writer.WriteEndArray();
        writer.WriteStartArray("runs");
        foreach (SplittingRun run in estimate.Runs)
            WriteRun(run, writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteRun(SplittingRun run, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteNumber("estimate", run.Estimate, writer);
        writer.WriteStartArray("passed");
        foreach (int passed in run.Passed)
            writer.WriteNumberValue(passed);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteNumber(string name, double value, Utf8JsonWriter writer)
    {
        if (FileNumbers.Finite(value) is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }
}
