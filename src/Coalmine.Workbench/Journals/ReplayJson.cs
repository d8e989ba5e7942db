using System.Text.Json;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Journals;

/// <summary>Writes what came of replaying a journal as JSON. Fields are only ever added within a format.</summary>
public static class ReplayJson
{
    /// <summary>The number of the format.</summary>
    public const int Format = 1;

    /// <summary>Writes a replay with the journal's own policy; the stream stays open.</summary>
    public static void Write(JournalReplay replay, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(replay);
        IndentedJson.Write(stream, json =>
        {
            WriteHead(json, replay.Path, replay.Rollout);
            json.WriteBoolean("same", replay.Differences.IsEmpty);
            json.WriteStartArray("differences");
            foreach (ReplayDifference difference in replay.Differences)
            {
                json.WriteStartObject();
                json.WriteNumber("entry", difference.Step);
                json.WriteNumber("line", difference.Line);
                json.WriteNumber("atSeconds", difference.Recorded.Observation.At.Seconds);
                WriteTexts(json, "recorded", difference.Recorded.Sentences);
                WriteTexts(json, "replayed", difference.Replayed.Sentences);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>Writes what another policy would have decided; the stream stays open.</summary>
    /// <param name="path">The journal's file.</param>
    /// <param name="rollout">The journal.</param>
    /// <param name="policy">The other policy's name.</param>
    /// <param name="replay">What it would have decided.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(string path, RecordedRollout rollout, string policy, OtherPolicyReplay replay, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentNullException.ThrowIfNull(replay);
        IndentedJson.Write(stream, json =>
        {
            WriteHead(json, path, rollout);
            json.WriteString("otherPolicy", policy);
            json.WriteStartArray("decisions");
            foreach (JournalEntry entry in ReplayText.Milestones(replay.Journal.Entries))
            {
                json.WriteStartObject();
                json.WriteNumber("atSeconds", entry.Decision.At.Seconds);
                json.WriteString("decision", FileWords.Of(entry.Decision.Kind));
                WriteTexts(json, "sentences", entry.Sentences);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("tells", WordOf(replay.End));
            json.WriteNumber("untilSeconds", replay.End.At.Seconds);
            if (replay.End is RecordEnd.Decided decided)
                json.WriteString("outcome", FileWords.Of(decided.Outcome));
            if (replay.End is RecordEnd.WeightsDiffer weights)
            {
                json.WriteNumber("recordedShare", weights.Recorded.Share);
                json.WriteNumber("wantedShare", weights.Wanted.Share);
            }

            json.WriteString("sentence", ReplayText.SentenceOf(replay.End, rollout.Header.Telemetry));
            json.WriteEndObject();
        });
    }

    private static void WriteHead(Utf8JsonWriter json, string path, RecordedRollout rollout)
    {
        JournalHeader header = rollout.Header;
        json.WriteStartObject();
        json.WriteNumber("format", Format);
        json.WriteString("kind", "replay");
        json.WriteString("journal", path);
        json.WriteString("rollout", header.Rollout);
        json.WriteString("controller", header.Controller);
        json.WriteString("policy", header.Policy[0].Name);
        json.WriteString("policyHash", header.PolicyHash);
        json.WriteBoolean("simulated", header.IsSimulated);
        json.WriteNumber("entries", rollout.Entries.Length);
        json.WriteBoolean("cutOff", rollout.CutOff.Length > 0);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static string WordOf(RecordEnd end) => end switch
    {
        RecordEnd.Decided => "decided",
        RecordEnd.RecordIsOver => "recordIsOver",
        RecordEnd.WeightsDiffer => "weightsDiffer",
        RecordEnd.MirroringDiffers => "mirroringDiffers",
        RecordEnd.CountersMissing => "countersMissing",
        RecordEnd.AnswerMissing => "answerMissing",
        RecordEnd.HookMissing => "hookMissing",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
