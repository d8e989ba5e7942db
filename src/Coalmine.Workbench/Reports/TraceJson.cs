using System.Collections.Immutable;
using System.Text.Json;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation;
using Coalmine.Simulation.Watching;
using Coalmine.Workbench.FirstHour;
using Coalmine.Workbench.Traces;
using Coalmine.Workbench.Watchers;

namespace Coalmine.Workbench.Reports;

/// <summary>Writes what became of one rollout as JSON. Fields are only ever added within a format. The events themselves are in the trace's table.</summary>
public static class TraceJson
{
    /// <summary>The number of the format.</summary>
    public const int Format = 1;

    /// <summary>Writes the rollout as UTF-8 with a line break at its end; the stream stays open.</summary>
    /// <param name="trace">The rollout.</param>
    /// <param name="reproduce">The command that makes it again.</param>
    /// <param name="files">The files that were written.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(RolloutTrace trace, string reproduce, IEnumerable<string> files, Stream stream) => Write(trace, [], reproduce, files, stream);

    /// <summary>Writes the rollout in a world that was made, with the first answers on its policy.</summary>
    /// <param name="trace">The rollout.</param>
    /// <param name="answers">The answers; none where no world was made.</param>
    /// <param name="reproduce">The command that makes it again.</param>
    /// <param name="files">The files that were written.</param>
    /// <param name="stream">Where to; it stays open.</param>
    public static void Write(RolloutTrace trace, ImmutableArray<FirstAnswer> answers, string reproduce, IEnumerable<string> files, Stream stream) =>
        IndentedJson.Write(stream, writer =>
        {
            writer.WriteStartObject();
            WriteHead(trace, writer);
            FirstAnswerJson.Write(answers, writer);
            WriteResult(trace, writer);
            WriteDecisions(trace, writer);
            if (!trace.Alerts.IsEmpty)
                WriteAlerts(trace, writer);
            WriteStrings("files", files, writer);
            writer.WriteString("reproduce", reproduce);
            writer.WriteEndObject();
        });

    private static void WriteHead(RolloutTrace trace, Utf8JsonWriter writer)
    {
        writer.WriteNumber("format", Format);
        writer.WriteString("kind", "rollout");
        writer.WriteString("scenario", trace.Scenario.Name);
        writer.WriteString("policy", trace.Policy);
        writer.WriteNumber("seed", trace.Seed);
        writer.WriteNumber("replication", trace.Result.Replication);
        writer.WriteString("truth", FileWords.Of(trace.Scenario.Truth));
        writer.WriteString("engine", FileWords.Of(trace.Scenario.Engine));
        writer.WriteString("requestsNeeded", trace.Scenario.RequestsNeeded);
        WriteNumber("onsetSeconds", trace.Scenario.Onset.TotalSeconds, writer);
        WriteNumber("horizonSeconds", trace.Scenario.Horizon.TotalSeconds, writer);
        WriteStrings("effects", trace.Effects, writer);
        WriteStrings("unsafeSettings", trace.UnsafeSettings, writer);
    }

    private static void WriteResult(RolloutTrace trace, Utf8JsonWriter writer)
    {
        RolloutResult result = trace.Result;
        Judgement judgement = Judgement.Of(trace);
        writer.WriteString("outcome", FileWords.Of(result.Outcome));
        WriteNumber("endedAtSeconds", result.EndedAt.Seconds, writer);
        writer.WriteString("causingCheck", result.CausingCheck < 0 ? null : trace.Checks[result.CausingCheck]);
        writer.WriteString("judgement", judgement.Word);
        writer.WriteString("because", judgement.Sentence);
        writer.WriteBoolean("detected", result.Detected);
        WriteNumber("detectionSeconds", result.DetectionSeconds, writer);
        WriteNumber("exposedRequests", result.ExposedRequests, writer);
        WriteNumber("exposedUsers", result.ExposedUsers, writer);
        WriteNumber("hurtAnswers", result.HurtAnswers, writer);
        WriteNumber("canaryRequests", result.CanaryRequests, writer);
        writer.WriteNumber("looks", result.Looks);
    }

    private static void WriteDecisions(RolloutTrace trace, Utf8JsonWriter writer)
    {
        writer.WriteStartArray("decisions");
        foreach (TraceEvent.Decided decided in trace.Events.OfType<TraceEvent.Decided>())
        {
            writer.WriteStartObject();
            WriteNumber("seconds", decided.At.Seconds, writer);
            writer.WriteNumber("step", decided.Decision.Step);
            writer.WriteString("decision", FileWords.Of(decided.Decision.Kind));
            writer.WriteString("sentence", decided.Sentence);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteAlerts(RolloutTrace trace, Utf8JsonWriter writer)
    {
        writer.WriteStartArray("alerts");
        foreach ((WatchedAlert alert, AlertRecord record) in trace.Alerts)
        {
            writer.WriteStartObject();
            writer.WriteString("name", alert.Name);
            writer.WriteBoolean("canFire", alert.CanFire);
            writer.WriteNumber("firings", record.Firings);
            writer.WriteNumber("falseFirings", record.FalseFirings);
            WriteNumber("firstSeconds", record.Firings > 0 ? record.First.Seconds : double.NaN, writer);
            WriteNumber("firstAfterOnsetSeconds", record.FirstTrue == Moment.Never ? double.NaN : record.FirstTrue.Seconds, writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteNumber(string name, double value, Utf8JsonWriter writer)
    {
        if (FileNumbers.Finite(value) is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }

    private static void WriteStrings(string name, IEnumerable<string> values, Utf8JsonWriter writer)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
