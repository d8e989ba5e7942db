using System.Collections.Immutable;
using System.Text.Json;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Journal.Text;

/// <summary>Observations in journals.</summary>
internal static class ObservationText
{
    private const uint Base = 3, Id = 4, Weight = 8, OfArm = 16, Pods = 32, Accepted = 64, Word = 128, Samples = 256, Answers = 512;

    private static readonly string[] Keys = ["kind", "at", "id", "weight", "arm", "pods", "accepted", "word", "samples", "answers"];

    public static void Write(Utf8JsonWriter json, in Observation observation, ref ImmutableArray<CounterKey> columns)
    {
        json.WriteStartObject("saw");
        json.WriteString("kind", JournalNames.Observations.Of(observation.Kind));
        json.WriteNumber("at", observation.At.Nanoseconds);
        if (observation.Kind is ObservationKind.MomentReached or ObservationKind.MeasurementAnswered or ObservationKind.HookAnswered)
            json.WriteNumber("id", observation.Id);
        switch (observation.Kind)
        {
            case ObservationKind.MeasurementAnswered when observation.Measurements is { } measurements:
                json.WritePropertyName("samples");
                SampleText.Write(json, measurements.Samples, ref columns);
                AnswerText.Write(json, measurements.Answers);
                break;
            case ObservationKind.WeightObserved:
                json.WriteString("weight", WeightText.Of(observation.Weight));
                break;
            case ObservationKind.WorkloadObserved:
                json.WriteString("arm", JournalNames.Arms.Of(observation.Arm));
                WritePods(json, observation.Workload);
                break;
            case ObservationKind.HookAnswered:
                json.WriteBoolean("accepted", observation.Accepted);
                break;
            case ObservationKind.OperatorSaid:
                json.WriteString("word", JournalNames.Words.Of(observation.Word));
                break;
            default:
                break;
        }

        json.WriteEndObject();
    }

    public static Observation Read(ref LineCursor cursor, ref ImmutableArray<CounterKey> columns)
    {
        LineCursor before = cursor;
        uint seen = 0;
        ObservationKind kind = default;
        (Moment at, int id, TrafficWeight weight, Arm arm, WorkloadCount pods) = (default, 0, default, default, default);
        (bool accepted, OperatorWord word) = (default, default);
        (SampleWindow? samples, QueryAnswer[] answers) = (null, []);
        cursor.BeginObject("an observation");
        while (cursor.NextKey(Keys, ref seen, out int key))
            switch (1u << key)
            {
                case 1: kind = cursor.Name("an observation's name", JournalNames.Observations); break;
                case 2: at = cursor.Moment("a moment in nanoseconds"); break;
                case Id: id = (int)cursor.Whole("an id", int.MinValue, int.MaxValue); break;
                case Weight: weight = WeightText.Read(ref cursor); break;
                case OfArm: arm = cursor.Name("an arm", JournalNames.Arms); break;
                case Pods: pods = ReadPods(ref cursor); break;
                case Accepted: accepted = cursor.Flag("whether the hook agreed"); break;
                case Word: word = cursor.Name("an operator's word", JournalNames.Words); break;
                case Samples: samples = SampleText.Read(ref cursor, ref columns); break;
                default: answers = AnswerText.Read(ref cursor); break;
            }

        if (seen != (Base | Fields(kind)))
            before.Fail($"an observation of this kind has the keys {string.Join(", ", Keys.Where((_, key) => ((Base | Fields(kind)) >> key & 1) != 0))}");
        return kind switch
        {
            ObservationKind.MomentReached => Observation.MomentReached(id, at),
            ObservationKind.MeasurementAnswered => Observation.MeasurementAnswered(id, at, new Measurements(samples!, answers)),
            ObservationKind.WeightObserved => Observation.WeightObserved(weight, at),
            ObservationKind.WorkloadObserved => Observation.WorkloadObserved(arm, pods, at),
            ObservationKind.HookAnswered => Observation.HookAnswered(id, accepted, at),
            _ => Observation.OperatorSaid(word, at),
        };
    }

    private static uint Fields(ObservationKind kind) => kind switch
    {
        ObservationKind.MomentReached => Id,
        ObservationKind.MeasurementAnswered => Id | Samples | Answers,
        ObservationKind.WeightObserved => Weight,
        ObservationKind.WorkloadObserved => OfArm | Pods,
        ObservationKind.HookAnswered => Id | Accepted,
        _ => Word,
    };

    private static void WritePods(Utf8JsonWriter json, WorkloadCount pods)
    {
        json.WriteStartArray("pods");
        foreach (int count in (ReadOnlySpan<int>)[pods.Desired, pods.Created, pods.Available, pods.Revision])
            json.WriteNumberValue(count);
        json.WriteEndArray();
    }

    private static WorkloadCount ReadPods(ref LineCursor cursor)
    {
        Span<int> counts = stackalloc int[4];
        int had = 0;
        cursor.BeginArray("pods: desired, created, available, revision");
        while (cursor.NextItem(had, counts.Length))
            counts[had++] = cursor.Count("a number of pods");
        if (had < counts.Length)
            cursor.Fail("pods are four numbers: desired, created, available, revision");
        return new WorkloadCount(counts[0], counts[1], counts[2], counts[3]);
    }
}
