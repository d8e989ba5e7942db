using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text.Json;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Journal.Text;

/// <summary>The lines after the header. Which kind of line it is, its first key tells.</summary>
internal static class LineText
{
    private static readonly string[] FirstKeys = ["entry", "pod", "done", "pending", "note", "snapshot"];
    private static readonly string[] StepKeys = ["entry", "said", "saw", "effects", "decided"];
    private static readonly string[] PodKeys = ["pod", "arm", "name"];
    private static readonly string[] DoneKeys = ["done", "effect", "result"];
    private static readonly string[] PendingKeys = ["pending"];
    private static readonly string[] PendingEffectKeys = ["entry", "place", "effect"];
    private static readonly string[] SnapshotKeys = ["snapshot", "at", "state", "driver"];
    private static readonly string[] NoteKeys = ["note", "at"];

    public static void Write(Utf8JsonWriter json, JournalLine line, ref ImmutableArray<CounterKey> columns)
    {
        json.WriteStartObject();
        switch (line)
        {
            case JournalLine.Step step:
                StepText.Write(json, step, ref columns);
                break;
            case JournalLine.Pod pod:
                json.WriteNumber("pod", pod.Number);
                json.WriteString("arm", JournalNames.Arms.Of(pod.Arm));
                json.WriteString("name", pod.Name);
                break;
            case JournalLine.Done done:
                json.WriteNumber("done", done.Entry);
                json.WriteNumber("effect", done.Effect);
                json.WriteString("result", done.Result);
                break;
            case JournalLine.Pending pending:
                WritePending(json, pending);
                break;
            case JournalLine.Snapshot snapshot:
                json.WriteNumber("snapshot", snapshot.Steps);
                json.WriteNumber("at", snapshot.At.Nanoseconds);
                json.WriteString("state", snapshot.State);
                json.WriteString("driver", snapshot.Driver);

                // A journal may begin here: columns are named again.
                columns = default;
                break;
            case JournalLine.Note note:
                json.WriteString("note", note.Text);
                json.WriteNumber("at", note.At.Nanoseconds);
                break;
            default:
                throw new InvalidOperationException("Unreachable: the lines are closed.");
        }

        json.WriteEndObject();
    }

    public static JournalLine Read(ref LineCursor cursor, ref ImmutableArray<CounterKey> columns)
    {
        LineCursor ahead = cursor;
        uint seen = 0;
        ahead.BeginObject("a line of a journal");
        if (!ahead.NextKey(FirstKeys, ref seen, out int first))
            cursor.Fail($"an empty object; a line begins with one of the keys {string.Join(", ", FirstKeys)}");
        return first switch
        {
            0 => ReadStep(ref cursor, ref columns),
            1 => ReadPod(ref cursor),
            2 => ReadDone(ref cursor),
            3 => ReadPending(ref cursor),
            5 => ReadSnapshot(ref cursor, ref columns),
            _ => ReadNote(ref cursor),
        };
    }

    private static JournalLine.Step ReadStep(ref LineCursor cursor, ref ImmutableArray<CounterKey> columns)
    {
        LineCursor before = cursor;
        uint seen = 0;
        long number = 0;
        (Observation saw, ImmutableArray<Effect> effects, Decision decision, ImmutableArray<string> said) = (default, [], default, []);
        cursor.BeginObject("a step");
        while (cursor.NextKey(StepKeys, ref seen, out int key))
            switch (key)
            {
                case 0: number = cursor.Whole("the number of a step", 0, long.MaxValue); break;
                case 1: said = StepText.ReadSentences(ref cursor); break;
                case 2: saw = ObservationText.Read(ref cursor, ref columns); break;
                case 3: effects = StepText.ReadEffects(ref cursor); break;
                default: decision = StepText.ReadDecision(ref cursor); break;
            }

        cursor.Require(StepKeys, seen, 2);
        bool hasSeen = (seen & 4) != 0;
        if (hasSeen == (number == 0))
            before.Fail("every step but the first, number 0, begins with what was seen (`saw`)");
        return new JournalLine.Step(number, new JournalEntry(saw, effects, decision, [], said));
    }

    private static JournalLine.Pod ReadPod(ref LineCursor cursor)
    {
        uint seen = 0;
        (int number, Arm arm, string name) = (0, default, "");
        cursor.BeginObject("a pod");
        while (cursor.NextKey(PodKeys, ref seen, out int key))
            switch (key)
            {
                case 0: number = cursor.Count("a pod's number"); break;
                case 1: arm = cursor.Name("an arm", JournalNames.Arms); break;
                default: name = cursor.Text("a pod's name"); break;
            }

        cursor.Require(PodKeys, seen, 3);
        return new JournalLine.Pod(arm, number, name);
    }

    private static JournalLine.Done ReadDone(ref LineCursor cursor)
    {
        uint seen = 0;
        (long entry, int effect, string result) = (0, 0, "");
        cursor.BeginObject("an effect that is done");
        while (cursor.NextKey(DoneKeys, ref seen, out int key))
            switch (key)
            {
                case 0: entry = cursor.Whole("the number of a step", 0, long.MaxValue); break;
                case 1: effect = cursor.Count("the place of an effect"); break;
                default: result = cursor.Text("what came of it"); break;
            }

        cursor.Require(DoneKeys, seen, 3);
        return new JournalLine.Done(entry, effect, result);
    }

    private static void WritePending(Utf8JsonWriter json, JournalLine.Pending pending)
    {
        json.WriteStartArray("pending");
        foreach (PendingEffect effect in pending.Effects)
        {
            json.WriteStartObject();
            json.WriteNumber("entry", effect.Entry);
            json.WriteNumber("place", effect.Place);
            json.WritePropertyName("effect");
            EffectText.Write(json, effect.Effect);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static JournalLine.Pending ReadPending(ref LineCursor cursor)
    {
        uint seen = 0;
        ImmutableArray<PendingEffect>.Builder effects = ImmutableArray.CreateBuilder<PendingEffect>();
        cursor.BeginObject("pending effects");
        while (cursor.NextKey(PendingKeys, ref seen, out _))
        {
            cursor.BeginArray("pending effects");
            while (cursor.NextItem(effects.Count))
                effects.Add(ReadPendingEffect(ref cursor));
        }

        cursor.Require(PendingKeys, seen, 1);
        return new JournalLine.Pending(effects.ToImmutable());
    }

    private static PendingEffect ReadPendingEffect(ref LineCursor cursor)
    {
        uint seen = 0;
        (long entry, int place, Effect effect) = (0, 0, Effect.Pause());
        cursor.BeginObject("a pending effect");
        while (cursor.NextKey(PendingEffectKeys, ref seen, out int key))
            switch (key)
            {
                case 0: entry = cursor.Whole("the number of a step", 0, long.MaxValue); break;
                case 1: place = cursor.Count("the place of an effect"); break;
                default: effect = EffectText.Read(ref cursor); break;
            }

        cursor.Require(PendingEffectKeys, seen, 3);
        return new PendingEffect(entry, place, effect);
    }

    private static JournalLine.Snapshot ReadSnapshot(ref LineCursor cursor, ref ImmutableArray<CounterKey> columns)
    {
        uint seen = 0;
        (long steps, Moment at, string state, string driver) = (0, default, "", "");
        cursor.BeginObject("a snapshot");
        while (cursor.NextKey(SnapshotKeys, ref seen, out int key))
            switch (key)
            {
                case 0: steps = cursor.Whole("the steps made so far", 1, long.MaxValue); break;
                case 1: at = cursor.Moment("a moment in nanoseconds"); break;
                case 2: state = ReadBase64(ref cursor); break;
                default: driver = cursor.Text("what the driver remembers"); break;
            }

        cursor.Require(SnapshotKeys, seen, 4);
        columns = default;
        return new JournalLine.Snapshot(steps, at, state, driver);
    }

    private static string ReadBase64(ref LineCursor cursor)
    {
        LineCursor before = cursor;
        string text = cursor.Text("a state in base64");
        if (!Base64.IsValid(text))
            before.Fail("a state that is no base64");
        return text;
    }

    private static JournalLine.Note ReadNote(ref LineCursor cursor)
    {
        uint seen = 0;
        (string text, Moment at) = ("", default);
        cursor.BeginObject("a note");
        while (cursor.NextKey(NoteKeys, ref seen, out int key))
            if (key == 0)
                text = cursor.Text("a note");
            else
                at = cursor.Moment("a moment in nanoseconds");
        cursor.Require(NoteKeys, seen, 2);
        return new JournalLine.Note(at, text);
    }
}
