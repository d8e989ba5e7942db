using System.Text.Json;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Tuning.Goals;
using Coalmine.Workbench.Tuning.Knobs;
using Coalmine.Workbench.Tuning.Outcomes;

namespace Coalmine.Workbench.Tuning.Reports;

/// <summary>Writes a tuning run as JSON (<c>scenarios/schema/tune.schema.json</c>). Fields are only ever added within a format.</summary>
public static class TuningJson
{
    /// <summary>The number of the format.</summary>
    public const int Format = 1;

    /// <summary>Writes the run as UTF-8 with a line break at its end; the stream stays open.</summary>
    public static void Write(TuningResult result, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(result);
        IndentedJson.Write(stream, writer => WriteRun(result, writer));
    }

    private static void WriteRun(TuningResult result, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", Format);
        writer.WriteString("kind", "tuning");
        writer.WriteString("policy", result.Policy);
        writer.WriteNumber("seed", result.Setup.Seed);
        writer.WriteNumber("freshSeed", result.FreshSeed);
        writer.WriteNumber("confidence", Confidence.Level);
        writer.WriteNumber("budget", result.Setup.Rollouts);
        writer.WriteNumber("searchRollouts", result.SearchRollouts);
        writer.WriteNumber("freshRollouts", result.FreshRollouts);
        writer.WriteBoolean("interrupted", result.Interrupted);
        writer.WriteBoolean("usedTrees", result.Setup.UsesTrees);
        writer.WriteBoolean("shown", result.IsShown);
        WriteGoal(result.Setup, writer);
        WriteArray("knobs", result.Setup.Space.Knobs, writer, WriteKnob);
        WriteArray("candidates", result.Candidates, writer, (candidate, into) => WriteCandidate(result, candidate, into));
        WriteArray("refusals", result.Refusals, writer, (refusal, into) =>
        {
            into.WriteString("reason", refusal.Reason);
            into.WriteNumber("count", refusal.Count);
        });
        WriteArray("importances", result.Importances, writer, (importance, into) => WriteImportance(result, importance, into));
        writer.WriteNumber("recommended", result.Recommended);
        WriteArray("evidence", result.Evidence, writer, WriteEvidence);
        WriteArray("targets", result.Targets, writer, WriteTarget);
        WriteArray("givenTargets", result.GivenTargets, writer, WriteTarget);
        writer.WriteEndObject();
    }

    private static void WriteGoal(TuningSetup setup, Utf8JsonWriter writer)
    {
        if (setup.Goal.Minimise is { } measure)
            writer.WriteString("minimise", MeasureWords.Of(measure));
        else
            writer.WriteNull("minimise");
        WriteArray("scenarios", setup.Scenarios, writer, (scenario, into) =>
        {
            into.WriteString("name", scenario.Loaded.Facts.Name);
            into.WriteString("truth", FileWords.Of(scenario.Loaded.Facts.Truth));
            into.WriteNumber("weight", scenario.Weight);
        });
    }

    private static void WriteKnob(Knob knob, Utf8JsonWriter writer)
    {
        writer.WriteString("field", knob.Name);
        writer.WriteString("given", knob.Given.Text);
        writer.WriteStartArray("values");
        foreach (KnobLevel level in knob.Levels)
            writer.WriteStringValue(level.Text);
        writer.WriteEndArray();
    }

    private static void WriteCandidate(TuningResult result, TuningCandidate candidate, Utf8JsonWriter writer)
    {
        writer.WriteNumber("number", candidate.Number);
        writer.WriteStartObject("fields");
        for (int knob = 0; knob < candidate.Values.Length; knob++)
            writer.WriteString(result.Setup.Space.Knobs[knob].Name, candidate.Values[knob]);
        writer.WriteEndObject();
        writer.WriteStartObject("objectives");
        for (int measure = 0; measure < result.Measures.Length; measure++)
            WriteValue(MeasureWords.Of(result.Measures[measure]), candidate.Measures[measure], writer);
        writer.WriteEndObject();
        writer.WriteNumber("replications", candidate.Replications);
        writer.WriteBoolean("holds", candidate.Holds);
        writer.WriteBoolean("dropped", candidate.IsDropped);
        writer.WriteBoolean("onFront", candidate.IsOnFront);
        writer.WriteNumber("frontProbability", candidate.FrontProbability);
    }

    private static void WriteImportance(TuningResult result, KnobImportance importance, Utf8JsonWriter writer)
    {
        writer.WriteString("objective", MeasureWords.Of(importance.Measure));
        writer.WriteStartObject("shares");
        for (int knob = 0; knob < importance.Shares.Length; knob++)
            writer.WriteNumber(result.Setup.Space.Knobs[knob].Name, importance.Shares[knob]);
        writer.WriteEndObject();
    }

    private static void WriteEvidence(TuningEvidence evidence, Utf8JsonWriter writer)
    {
        writer.WriteString("objective", MeasureWords.Of(evidence.Measure));
        writer.WriteString("unit", FileWords.Of(MeasureWords.Unit(evidence.Measure)));
        WriteValue("given", evidence.Given, writer);
        WriteValue("recommended", evidence.Recommended, writer);
        WriteValue("difference", evidence.Difference, writer);
        WriteNumber("pairingGain", evidence.PairingGain, writer);
        writer.WriteBoolean("ahead", evidence.IsAhead);
        writer.WriteBoolean("behind", evidence.IsBehind);
    }

    private static void WriteTarget(TargetStanding standing, Utf8JsonWriter writer)
    {
        writer.WriteString("target", standing.Target.Written);
        writer.WriteString("unit", FileWords.Of(standing.Target.Unit));
        WriteValue("value", standing.Value, writer);
        writer.WriteString("verdict", TuningWords.Verdict(standing.Verdict));
    }

    private static void WriteValue(string name, MeasuredValue value, Utf8JsonWriter writer)
    {
        writer.WriteStartObject(name);
        WriteNumber("estimate", value.Estimate, writer);
        WriteNumber("lower", value.Interval.Lower, writer);
        WriteNumber("upper", value.Interval.Upper, writer);
        writer.WriteNumber("n", value.Count);
        writer.WriteEndObject();
    }

    private static void WriteNumber(string name, double value, Utf8JsonWriter writer)
    {
        if (FileNumbers.Finite(value) is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }

    private static void WriteArray<T>(string name, IEnumerable<T> items, Utf8JsonWriter writer, Action<T, Utf8JsonWriter> write)
    {
        writer.WriteStartArray(name);
        foreach (T item in items)
        {
            writer.WriteStartObject();
            write(item, writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
