using System.Collections.Immutable;
using System.Text.Json;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Explanations;
using Coalmine.Workbench.Explanations.Bindings;
using Coalmine.Workbench.Explanations.Schedules;

namespace Coalmine.Workbench.Reports;

/// <summary>Writes explanations as JSON. Fields are only ever added within a format.</summary>
public static class ExplanationJson
{
    /// <summary>The number of the format.</summary>
    public const int Format = 1;

    /// <summary>Writes explanations as UTF-8 with a line break at the end; the stream stays open.</summary>
    public static void Write(ImmutableArray<Explanation> explanations, Stream stream) => IndentedJson.Write(stream, writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", Format);
        writer.WriteString("kind", "explanations");
        WriteObjects(writer, "objects", explanations, WriteOne);
        writer.WriteEndObject();
    });

    private static void WriteOne(Utf8JsonWriter writer, Explanation told)
    {
        writer.WriteString("kind", told.Kind);
        writer.WriteString("name", told.Name);
        writer.WriteString("file", told.File);
        writer.WriteString("summary", told.Summary);
        WriteObjects(writer, "refusals", told.Refusals, WriteRefusal);
        writer.WriteBoolean("faithful", told.IsFaithful);
        WriteTexts(writer, "words", told.Words);
        writer.WriteString("mermaid", told.Diagram);
        WriteObjects(writer, "schedules", told.Schedules, WriteSchedule);
        WriteObjects(writer, "queries", told.Queries, WriteQuery);
        WriteObjects(writer, "rollbackByChance", told.Chances, (to, chance) =>
        {
            to.WriteNumber("checkFails", chance.CheckFails);
            to.WriteNumber("rolledBack", FileNumbers.Finite(chance.RolledBack) ?? 0);
        });
        WriteTexts(writer, "simulated", told.Simulated);
        WriteTexts(writer, "assumed", told.Assumed);
        WriteTexts(writer, "notModelled", told.NotModelled);
    }

    private static void WriteRefusal(Utf8JsonWriter writer, Diagnostic said)
    {
        writer.WriteString("id", said.Id);
        writer.WriteString("file", said.File);
        WritePlace(writer, said.Position);
        writer.WriteString("message", said.Message);
    }

    private static void WriteSchedule(Utf8JsonWriter writer, Schedule schedule)
    {
        writer.WriteString("case", schedule.Passes ? "everyCheckPasses" : "everyCheckFails");
        writer.WriteString("outcome", FileWords.Of(schedule.Outcome));
        writer.WriteNumber("seconds", schedule.Seconds);
        writer.WriteNumber("canaryShare", FileNumbers.Finite(schedule.CanaryShare) ?? 0);
        writer.WriteString("ending", schedule.Ending);
        WriteObjects(writer, "rows", schedule.Rows, WriteRow);
    }

    private static void WriteRow(Utf8JsonWriter writer, ScheduleRow row)
    {
        writer.WriteNumber("seconds", row.Seconds);
        writer.WriteNumber("weightParts", row.Weight.Parts);
        writer.WriteNumber("weightTotal", row.Weight.Total);
        WriteNumber(writer, "baselinePods", row.BaselinePods);
        WriteNumber(writer, "canaryPods", row.CanaryPods);
        WriteNumber(writer, "canaryPodsWanted", row.CanaryWanted);
        WriteTexts(writer, "asked", row.Asked);
        WriteTexts(writer, "said", row.Said);
    }

    private static void WriteQuery(Utf8JsonWriter writer, ExplainedQuery query)
    {
        writer.WriteString("check", query.Check);
        writer.WriteString("file", query.File);
        WritePlace(writer, query.Place);
        writer.WriteString("query", query.Text);
        WriteObjects(writer, "selectors", query.Selectors, WriteSelector);
        WriteObjects(writer, "unanswered", query.Unanswered, (to, part) =>
        {
            WritePlace(to, part.Place);
            to.WriteString("why", part.Why);
        });
    }

    private static void WriteSelector(Utf8JsonWriter writer, ExplainedSelector selector)
    {
        WritePlace(writer, selector.Place);
        writer.WriteString("selector", selector.Written);
        writer.WriteString("role", BindingWords.Of(selector.Role));
        writer.WriteString("arm", BindingWords.Of(selector.Arm));
        writer.WriteString("outcome", BindingWords.Of(selector.Outcome));
        writer.WriteString("family", selector.Family);
        writer.WriteString("platform", selector.Platform);
        writer.WriteString("part", BindingWords.Of(selector.Part));
        writer.WriteStartArray("boundsSeconds");
        foreach (double bound in selector.BoundsSeconds)
            writer.WriteNumberValue(bound);
        writer.WriteEndArray();
    }

    private static void WritePlace(Utf8JsonWriter writer, TextPosition place)
    {
        writer.WriteNumber("line", place.Line);
        writer.WriteNumber("column", place.Column);
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, ImmutableArray<string> texts) =>
        WriteAll(writer, name, texts, (to, text) => to.WriteStringValue(text));

    private static void WriteObjects<T>(Utf8JsonWriter writer, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write) =>
        WriteAll(writer, name, items, (to, item) =>
        {
            to.WriteStartObject();
            write(to, item);
            to.WriteEndObject();
        });

    private static void WriteAll<T>(Utf8JsonWriter writer, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (T item in items)
            write(writer, item);
        writer.WriteEndArray();
    }
}
