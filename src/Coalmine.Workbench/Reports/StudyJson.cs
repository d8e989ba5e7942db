using System.Collections.Immutable;
using System.Text.Json;
using Coalmine.Statistics.Estimates;
using Coalmine.Workbench.Advice;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Reports;

/// <summary>Writes a study as JSON. Fields are only ever added within a format.</summary>
public static class StudyJson
{
    /// <summary>The number of the format.</summary>
    public const int Format = 1;

    /// <summary>Writes the study as UTF-8 with a line break at its end; the stream stays open.</summary>
    public static void Write(StudyResult study, Stream stream) => Write(study, [], stream);

    /// <summary>Writes a study of worlds that were made, with its first answers.</summary>
    /// <param name="study">The study.</param>
    /// <param name="answers">One answer a policy; none where no world was made.</param>
    /// <param name="stream">Where to; it stays open.</param>
    public static void Write(StudyResult study, ImmutableArray<FirstAnswer> answers, Stream stream) =>
        IndentedJson.Write(stream, writer => WriteStudy(study, answers, writer));

    private static void WriteStudy(StudyResult study, ImmutableArray<FirstAnswer> answers, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", Format);
        writer.WriteString("kind", "study");
        writer.WriteNumber("seed", study.Seed);
        writer.WriteNumber("maximum", study.Maximum);
        writer.WriteNumber("precision", study.Precision);
        writer.WriteNumber("confidence", Confidence.Level);
        writer.WriteBoolean("interrupted", study.Interrupted);
        FirstAnswerJson.Write(answers, writer);
        writer.WriteStartArray("scenarios");
        foreach (ScenarioResult scenario in study.Scenarios)
            WriteScenario(scenario, writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteScenario(ScenarioResult scenario, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", scenario.Facts.Name);
        writer.WriteString("about", scenario.Facts.About);
        writer.WriteString("teaches", scenario.Facts.Teaches);
        writer.WriteString("truth", FileWords.Of(scenario.Facts.Truth));
        writer.WriteString("engine", FileWords.Of(scenario.Facts.Engine));
        writer.WriteString("requestsNeeded", scenario.Facts.RequestsNeeded);
        writer.WriteNumber("onsetSeconds", scenario.Facts.Onset.TotalSeconds);
        writer.WriteNumber("horizonSeconds", scenario.Facts.Horizon.TotalSeconds);
        writer.WriteNumber("replications", scenario.Replications);
        writer.WriteString("stopped", FileWords.Of(scenario.Stopped));
        writer.WriteStartArray("policies");
        for (int policy = 0; policy < scenario.Policies.Length; policy++)
            WritePolicy(scenario, policy, writer);
        writer.WriteEndArray();
        writer.WriteStartArray("differences");
        foreach (PolicyDifference difference in PolicyDifferences.Of(scenario))
            WriteDifference(difference, writer);
        writer.WriteEndArray();
        writer.WriteEndObject();

        // A study of many policies need not be held twice.
        writer.Flush();
    }

    private static void WritePolicy(ScenarioResult scenario, int index, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", scenario.Policies[index].Name);
        writer.WriteStartArray("unsafeSettings");
        foreach (string setting in scenario.Policies[index].UnsafeSettings)
            writer.WriteStringValue(setting);
        writer.WriteEndArray();
        writer.WriteStartArray("characteristics");
        foreach (OperatingCharacteristic characteristic in PolicyCharacteristics.Of(scenario.Facts, scenario.Tallies[index]))
            WriteCharacteristic(characteristic, writer);
        writer.WriteEndArray();
        if (!scenario.Policies[index].Alerts.IsEmpty)
            WriteAlerts(scenario, index, writer);
        AdviceJson.Write(scenario, index, writer);
        writer.WriteEndObject();
    }

    private static void WriteAlerts(ScenarioResult scenario, int policy, Utf8JsonWriter writer)
    {
        writer.WriteStartArray("alerts");
        for (int alert = 0; alert < scenario.Tallies[policy].Alerts.Count; alert++)
        {
            writer.WriteStartObject();
            writer.WriteString("name", scenario.Policies[policy].Alerts[alert].Name);
            writer.WriteBoolean("canFire", scenario.Policies[policy].Alerts[alert].CanFire);
            writer.WriteStartArray("characteristics");
            foreach (OperatingCharacteristic characteristic in AlertCharacteristics.Of(scenario.Facts, scenario.Tallies[policy].Alerts[alert]))
                WriteCharacteristic(characteristic, writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteCharacteristic(OperatingCharacteristic characteristic, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteDefinition(characteristic.Definition, writer);
        WriteValue("estimate", characteristic.Estimate, writer);
        WriteValue("lower", characteristic.Lower, writer);
        WriteValue("upper", characteristic.Upper, writer);
        writer.WriteString("method", FileWords.Of(characteristic.Method));
        writer.WriteNumber("n", characteristic.Count);
        writer.WriteNumber("nCensored", characteristic.Censored);
        writer.WriteEndObject();
    }

    private static void WriteDifference(PolicyDifference difference, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("policy", difference.Policy);
        writer.WriteString("against", difference.Against);
        WriteDefinition(difference.Definition, writer);
        WriteNumber("estimate", difference.Estimate, writer);
        WriteNumber("lower", difference.Interval.Lower, writer);
        WriteNumber("upper", difference.Interval.Upper, writer);
        writer.WriteString("method", FileWords.Of(difference.Method));
        writer.WriteNumber("n", difference.Count);
        WriteNumber("pairingGain", difference.PairingGain, writer);
        writer.WriteEndObject();
    }

    private static void WriteDefinition(CharacteristicDefinition definition, Utf8JsonWriter writer)
    {
        writer.WriteString("measure", definition.Id);
        writer.WriteString("name", definition.Name);
        writer.WriteString("unit", FileWords.Of(definition.Unit));
        writer.WriteString("legend", definition.Legend);
    }

    /// <summary>A number; null with a second field <c>...Beyond</c> where it is only known to be larger; null where nothing bounds it.</summary>
    private static void WriteValue(string name, CensoredValue value, Utf8JsonWriter writer)
    {
        WriteNumber(name, value.IsCensored ? double.NaN : value.Value, writer);
        if (value.IsCensored)
            WriteNumber(name + "Beyond", value.Value, writer);
    }

    private static void WriteNumber(string name, double value, Utf8JsonWriter writer)
    {
        if (FileNumbers.Finite(value) is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }
}
