using System.Text.Json;
using Coalmine.Rollouts.Checks;
using Coalmine.Statistics.Power.Schedules;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Detectability;

/// <summary>Writes power as JSON. Shares are of bad events; fields are only ever added within a format.</summary>
public static class PowerJson
{
    private const int Format = 1;
    private const string Accuracy =
        "computed: 0.02 for probabilities, one look and 5 % for times; independent requests; with about ten events or fewer simulate";

    /// <summary>Writes the answer to a question of numbers; the stream stays open.</summary>
    public static void Write(PowerAnswer answer, Stream stream) => IndentedJson.Write(stream, writer =>
    {
        PowerQuestion question = answer.Question;
        Begin(writer, question.Power);
        writer.WriteString("sentence", PowerText.Sentence(answer));
        writer.WriteString("metric", question.Metric);
        writer.WriteString("method", PowerText.WordOf(question.Method));
        Number(writer, "requestsPerSecond", question.RequestsPerSecond);
        Number(writer, "weight", question.Weight);
        Number(writer, "before", question.Before);
        Number(writer, "after", question.After);
        Number(writer, "margin", question.Margin);
        Number(writer, "risk", question.Risk);
        Number(writer, "lookEverySeconds", answer.LookEvery.TotalSeconds);
        Number(writer, "seconds", answer.Seconds ?? double.NaN);
        Number(writer, "horizonSeconds", answer.Horizon.TotalSeconds);
        Number(writer, "oneLookTrials", answer.OneLookTrials);
        Number(writer, "oneLookSeconds", answer.OneLookSeconds);
        Number(writer, "priceOfLooking", answer.PriceOfLooking);
        Curve(writer, answer.Curve, true);
        writer.WriteEndObject();
    });

    /// <summary>Writes what the checks of a policy can see; the stream stays open.</summary>
    /// <param name="sight">What they can see.</param>
    /// <param name="simulated">What a study says about the same; nothing where none was run.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(PolicySight sight, SimulatedSight? simulated, Stream stream) => IndentedJson.Write(stream, writer =>
    {
        Begin(writer, sight.Power);
        writer.WriteString("policy", sight.Policy.Name);
        writer.WriteString("scenario", sight.Scenario.Name);
        Number(writer, "requestsPerSecond", sight.RequestsPerSecond);
        writer.WriteStartArray("checks");
        for (int check = 0; check < sight.Checks.Length; check++)
            Write(writer, sight.Checks[check], simulated is null ? null : simulated.Checks[check]);
        writer.WriteEndArray();
        if (simulated is { } all)
            Write(writer, "rolledBackOnEvidence", all.All, all.Rollouts);
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, CheckSight sight, SimulatedShare? simulated)
    {
        writer.WriteStartObject();
        writer.WriteString("check", sight.Check.Name);
        writer.WriteString("method", sight.Check.Method.Name);
        writer.WriteString("known", sight.Kind switch { SightKind.Computed => "computed", SightKind.OneLook => "oneLook", _ => "no" });
        writer.WriteString("reason", sight.Reason);
        writer.WriteBoolean("eventsAreBad", sight.Check.Metric is not (Metric.Accuracy or Metric.Conversion));
        Number(writer, "baseline", sight.Baseline);
        Number(writer, "canary", sight.Canary);
        Number(writer, "onsetSeconds", sight.Onset.TotalSeconds);
        Number(writer, "power", sight.Power);
        Number(writer, "seenSeconds", sight.Seen?.TotalSeconds ?? double.NaN);
        Number(writer, "everSeen", sight.Ever);
        Number(writer, "trials", sight.Trials);
        Number(writer, "events", sight.Events);
        Curve(writer, sight.Steps, sight.Kind == SightKind.Computed);
        if (simulated is { } share)
            Write(writer, "simulated", share, share.Rollouts);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, SimulatedShare share, long rollouts)
    {
        writer.WriteStartObject(name);
        Number(writer, "share", share.Share);
        Number(writer, "lower", share.Interval.Lower);
        Number(writer, "upper", share.Interval.Upper);
        writer.WriteNumber("n", rollouts);
        writer.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter writer, double power)
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", Format);
        writer.WriteString("kind", "power");
        writer.WriteString("accuracy", Accuracy);
        writer.WriteNumber("wantedPower", power);
    }

    private static void Curve(Utf8JsonWriter writer, IEnumerable<DetectableEffect> curve, bool hasMethod)
    {
        writer.WriteStartArray("seenBy");
        foreach (DetectableEffect point in curve)
        {
            writer.WriteStartObject();
            Number(writer, "seconds", point.At.TotalSeconds);
            Number(writer, "share", hasMethod ? point.CanaryRate : double.NaN);
            Number(writer, "shareAtOneLook", point.AtOneLook);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter writer, string name, double value)
    {
        if (FileNumbers.Finite(value) is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }
}
