using System.Collections.Immutable;
using System.Text.Json;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Journal.Text;

/// <summary>Steps in journals: what was seen, what was asked for, what was decided, and what was said.</summary>
internal static class StepText
{
    private static readonly string[] DecisionKeys = ["kind", "reason", "step", "at", "check", "message"];

    public static void Write(Utf8JsonWriter json, JournalLine.Step line, ref ImmutableArray<CounterKey> columns)
    {
        JournalEntry entry = line.Entry;
        json.WriteNumber("entry", line.Number);
        if (line.Number > 0)
            ObservationText.Write(json, entry.Observation, ref columns);
        if (!entry.Effects.IsEmpty)
        {
            json.WriteStartArray("effects");
            foreach (Effect effect in entry.Effects)
                EffectText.Write(json, effect);
            json.WriteEndArray();
        }

        if (entry.Decision != default)
            WriteDecision(json, entry.Decision);
        json.WriteStartArray("said");
        foreach (string sentence in entry.Sentences)
            json.WriteStringValue(sentence);
        json.WriteEndArray();
    }

    public static ImmutableArray<Effect> ReadEffects(ref LineCursor cursor)
    {
        ImmutableArray<Effect>.Builder effects = ImmutableArray.CreateBuilder<Effect>();
        cursor.BeginArray("effects");
        while (cursor.NextItem(effects.Count))
            effects.Add(EffectText.Read(ref cursor));
        return effects.ToImmutable();
    }

    public static ImmutableArray<string> ReadSentences(ref LineCursor cursor)
    {
        ImmutableArray<string>.Builder sentences = ImmutableArray.CreateBuilder<string>();
        cursor.BeginArray("sentences");
        while (cursor.NextItem(sentences.Count))
            sentences.Add(cursor.Text("a sentence"));
        return sentences.ToImmutable();
    }

    public static Decision ReadDecision(ref LineCursor cursor)
    {
        uint seen = 0;
        (DecisionKind kind, DecisionReason reason, int step, Moment at, int check, string? message) = (default, default, 0, default, 0, null);
        cursor.BeginObject("a decision");
        while (cursor.NextKey(DecisionKeys, ref seen, out int key))
            switch (key)
            {
                case 0: kind = cursor.Name("a decision", JournalNames.Decisions); break;
                case 1: reason = cursor.Name("a reason", JournalNames.Reasons); break;
                case 2: step = (int)cursor.Whole("a step of the plan", -1, int.MaxValue); break;
                case 3: at = cursor.Moment("a moment in nanoseconds"); break;
                case 4: check = cursor.Count("the number of a check"); break;
                default: message = cursor.Text("a message"); break;
            }

        cursor.Require(DecisionKeys, seen, 4);
        return new Decision(kind, reason, step, at) { Check = check, Message = message };
    }

    private static void WriteDecision(Utf8JsonWriter json, Decision decision)
    {
        json.WriteStartObject("decided");
        json.WriteString("kind", JournalNames.Decisions.Of(decision.Kind));
        json.WriteString("reason", JournalNames.Reasons.Of(decision.Reason));
        json.WriteNumber("step", decision.Step);
        json.WriteNumber("at", decision.At.Nanoseconds);
        if (decision.Check != 0)
            json.WriteNumber("check", decision.Check);
        if (decision.Message is not null)
            json.WriteString("message", decision.Message);
        json.WriteEndObject();
    }
}
