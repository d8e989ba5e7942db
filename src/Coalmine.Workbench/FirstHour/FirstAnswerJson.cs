using System.Collections.Immutable;
using System.Text.Json;
using Coalmine.Statistics.Intervals;
using Coalmine.Workbench.Topologies;

namespace Coalmine.Workbench.FirstHour;

/// <summary>Writes first answers as a field of a JSON object: <c>answer</c>, with what was assumed beside it.</summary>
internal static class FirstAnswerJson
{
    /// <summary>Writes the fields; none where there is no answer, because no world was made.</summary>
    public static void Write(ImmutableArray<FirstAnswer> answers, Utf8JsonWriter writer)
    {
        if (answers.IsDefaultOrEmpty)
            return;
        writer.WriteStartArray("answer");
        foreach (FirstAnswer answer in answers)
            Write(answer, writer);
        writer.WriteEndArray();
        writer.WriteStartArray("assumed");
        foreach (string assumed in MadeWorlds.AssumedWith(answers[0].Serving))
            writer.WriteStringValue(assumed);
        writer.WriteEndArray();
        if (answers[0].Serving is { } serving)
            Write(serving, writer);
    }

    private static void Write(ServingWorld serving, Utf8JsonWriter writer)
    {
        writer.WriteStartObject("serving");
        writer.WriteString("object", serving.Source);
        writer.WriteString("file", serving.File);
        writer.WriteBoolean("decides", false);
        foreach ((string name, ImmutableArray<string> lines) in new[] { ("simulated", serving.Simulated), ("notModelled", serving.NotModelled) })
        {
            writer.WriteStartArray(name);
            foreach (string line in lines)
                writer.WriteStringValue(line);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Write(FirstAnswer answer, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("policy", answer.Policy);
        writer.WriteString("sentence", answer.Sentence);
        writer.WriteString("basis", answer.Basis);
        Write("rolledBackHealthy", answer.IsKnown ? answer.RollbackOfHealthy : null, answer.Healthy, writer);
        Write("promotedRegressed", answer.IsKnown ? answer.PromotionOfRegressed : null, answer.Regressed, writer);
        writer.WriteEndObject();
    }

    private static void Write(string name, (double Share, Interval Interval)? rate, long rollouts, Utf8JsonWriter writer)
    {
        writer.WriteStartObject(name);
        Write("share", rate?.Share, writer);
        Write("lower", rate?.Interval.Lower, writer);
        Write("upper", rate?.Interval.Upper, writer);
        writer.WriteNumber("rollouts", rollouts);
        writer.WriteEndObject();
    }

    private static void Write(string name, double? value, Utf8JsonWriter writer)
    {
        if (value is { } known)
            writer.WriteNumber(name, known);
        else
            writer.WriteNull(name);
    }
}
