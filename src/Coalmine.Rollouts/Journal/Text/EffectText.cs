using System.Text.Json;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Journal.Text;

/// <summary>Effects in journals.</summary>
internal static class EffectText
{
    private const uint Do = 1, Id = 2, At = 4, Query = 8, Weight = 16, OfArm = 32, Replicas = 64, On = 128, Hook = 256, For = 512, Said = 1024;

    private static readonly string[] Keys = ["do", "id", "at", "query", "weight", "arm", "replicas", "on", "hook", "for", "text"];

    public static void Write(Utf8JsonWriter json, Effect effect)
    {
        json.WriteStartObject();
        json.WriteString("do", JournalNames.Effects.Of(effect.Kind));
        switch (effect.Kind)
        {
            case EffectKind.Wake:
                json.WriteNumber("id", effect.Id);
                json.WriteNumber("at", effect.At.Nanoseconds);
                break;
            case EffectKind.Measure:
                json.WriteNumber("id", effect.Id);
                if (effect.Query >= 0)
                    json.WriteNumber("query", effect.Query);
                break;
            case EffectKind.Cancel:
                json.WriteNumber("id", effect.Id);
                break;
            case EffectKind.SetWeight:
                json.WriteString("weight", WeightText.Of(effect.Weight));
                break;
            case EffectKind.Scale:
                json.WriteString("arm", JournalNames.Arms.Of(effect.Arm));
                json.WriteNumber("replicas", effect.Replicas);
                break;
            case EffectKind.Mirror:
                json.WriteBoolean("on", effect.On);
                break;
            case EffectKind.CallHook:
                json.WriteNumber("id", effect.Id);
                json.WriteString("hook", effect.Text);
                if (effect.Hook != HookKind.Question)
                    json.WriteString("for", JournalNames.Hooks.Of(effect.Hook));
                break;
            case EffectKind.Record:
                json.WriteString("text", effect.Text);
                break;
            default:
                break;
        }

        json.WriteEndObject();
    }

    public static Effect Read(ref LineCursor cursor)
    {
        LineCursor before = cursor;
        uint seen = 0;
        EffectKind kind = default;
        (int id, int query, int replicas) = (0, -1, 0);
        (Moment at, TrafficWeight weight, Arm arm, bool on, HookKind hook) = (default, default, default, default, default);
        (string name, string text) = ("", "");
        cursor.BeginObject("an effect");
        while (cursor.NextKey(Keys, ref seen, out int key))
            switch (1u << key)
            {
                case Do: kind = cursor.Name("an effect's name", JournalNames.Effects); break;
                case Id: id = (int)cursor.Whole("an id", int.MinValue, int.MaxValue); break;
                case At: at = cursor.Moment("a moment in nanoseconds"); break;
                case Query: query = cursor.Count("the number of a query"); break;
                case Weight: weight = WeightText.Read(ref cursor); break;
                case OfArm: arm = cursor.Name("an arm", JournalNames.Arms); break;
                case Replicas: replicas = cursor.Count("a number of pods"); break;
                case On: on = cursor.Flag("whether to mirror"); break;
                case Hook: name = cursor.Text("a hook's name"); break;
                case For: hook = cursor.Name("what the hook is for", JournalNames.Hooks); break;
                default: text = cursor.Text("what to record"); break;
            }

        (uint needed, uint allowed) = Fields(kind);
        CheckKeys(before, seen, Do | needed, Do | needed | allowed);
        return kind switch
        {
            EffectKind.Wake => Effect.Wake(id, at),
            EffectKind.Measure => Effect.Measure(id, query),
            EffectKind.Cancel => Effect.Cancel(id),
            EffectKind.SetWeight => Effect.SetWeight(weight),
            EffectKind.Scale => Effect.Scale(arm, replicas),
            EffectKind.Mirror => Effect.Mirror(on),
            EffectKind.CallHook => Effect.CallHook(id, name, hook),
            EffectKind.Pause => Effect.Pause(),
            EffectKind.Promote => Effect.Promote(),
            EffectKind.Abort => Effect.Abort(),
            _ => Effect.Record(text),
        };
    }

    private static (uint Needed, uint Allowed) Fields(EffectKind kind) => kind switch
    {
        EffectKind.Wake => (Id | At, 0),
        EffectKind.Measure => (Id, Query),
        EffectKind.Cancel => (Id, 0),
        EffectKind.SetWeight => (Weight, 0),
        EffectKind.Scale => (OfArm | Replicas, 0),
        EffectKind.Mirror => (On, 0),
        EffectKind.CallHook => (Id | Hook, For),
        EffectKind.Record => (Said, 0),
        _ => (0, 0),
    };

    private static void CheckKeys(in LineCursor at, uint seen, uint needed, uint allowed)
    {
        if ((seen & needed) != needed || (seen & ~allowed) != 0)
            at.Fail($"an effect of this kind has the keys {string.Join(", ", Keys.Where((_, key) => (needed >> key & 1) != 0))}");
    }
}
