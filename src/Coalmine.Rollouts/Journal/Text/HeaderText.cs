using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Rollouts.Journal.Text;

/// <summary>The header of a journal.</summary>
internal static class HeaderText
{
    private const int NanosecondsPerTick = 100;

    private static readonly string[] Keys =
        ["journal", "rollout", "controller", "policyHash", "policy", "telemetry", "counters", "queries", "origin", "source", "simulated", "options"];

    private static readonly string[] PolicyKeys = ["name", "text"];

    private static readonly string[] TelemetryKeys =
        ["latencyBounds", "scrapeInterval", "revenueBounds", "scoreBounds", "classes", "labels", "conversions", "pairs"];

    public static void Write(Utf8JsonWriter json, JournalHeader header)
    {
        json.WriteStartObject();
        json.WriteNumber("journal", JournalHeader.Version);
        json.WriteString("rollout", header.Rollout);
        if (header.Origin is { } origin)
            json.WriteString("origin", origin.ToString("O", CultureInfo.InvariantCulture));
        if (header.IsSimulated)
            json.WriteBoolean("simulated", true);
        if (header.Source.Length > 0)
            json.WriteString("source", header.Source);
        json.WriteString("controller", header.Controller);
        if (!header.Options.IsEmpty)
        {
            json.WriteStartObject("options");
            foreach ((string name, string value) in header.Options.OrderBy(each => each.Key, StringComparer.Ordinal))
                json.WriteString(name, value);
            json.WriteEndObject();
        }

        WritePlan(json, header);
        json.WriteString("policyHash", header.PolicyHash);
        json.WriteStartArray("policy");
        foreach (PolicyText file in header.Policy)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteString("text", file.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static JournalHeader Read(ref LineCursor cursor)
    {
        LineCursor before = cursor;
        uint seen = 0;
        string hash = "";
        TelemetryShape blind = new() { LatencyBounds = [], ScrapeInterval = default };
        JournalHeader header = new() { Rollout = "", Controller = "", Policy = [], Telemetry = blind, Counters = [] };
        cursor.BeginObject("the header of a journal");
        while (cursor.NextKey(Keys, ref seen, out int key))
            if (Keys[key] == "policyHash")
                hash = cursor.Text("the policy's hash");
            else
                header = With(header, Keys[key], ref cursor);
        cursor.Require(Keys, seen, 8);
        if (hash != header.PolicyHash)
            before.Fail("the policy in this journal is not the one whose hash stands beside it: its text was changed, and the record says nothing about it");
        return header;
    }

    private static JournalHeader With(JournalHeader header, string key, ref LineCursor cursor)
    {
        switch (key)
        {
            case "journal":
                CheckVersion(ref cursor);
                return header;
            case "rollout": return header with { Rollout = cursor.Text("the rollout's identity") };
            case "origin": return header with { Origin = ReadOrigin(ref cursor) };
            case "simulated": return header with { IsSimulated = cursor.Flag("whether the record is of a simulation") };
            case "source": return header with { Source = cursor.Text("where the record comes from") };
            case "controller": return header with { Controller = cursor.Text("the controller's name") };
            case "options": return header with { Options = ReadOptions(ref cursor) };
            case "telemetry": return header with { Telemetry = ReadTelemetry(ref cursor) };
            case "counters": return header with { Counters = SampleText.ReadCounters(ref cursor) };
            case "queries": return header with { Queries = ReadTexts(ref cursor, "a query") };
            default: return header with { Policy = ReadPolicy(ref cursor) };
        }
    }

    private static void CheckVersion(ref LineCursor cursor)
    {
        LineCursor before = cursor;
        long version = cursor.Whole("the version of the format", 1, int.MaxValue);
        if (version > JournalHeader.Version)
            before.Fail(FormattableString.Invariant($"a journal of version {version}; this build reads version {JournalHeader.Version}: use a newer one"));
    }

    private static DateTimeOffset ReadOrigin(ref LineCursor cursor)
    {
        LineCursor before = cursor;
        if (DateTimeOffset.TryParseExact(cursor.Text("an instant"), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset origin))
            return origin;
        throw before.Fault("an instant is written like 2026-11-29T12:00:00.0000000+00:00");
    }

    private static void WritePlan(Utf8JsonWriter json, JournalHeader header)
    {
        TelemetryShape telemetry = header.Telemetry;
        json.WriteStartObject("telemetry");
        json.WriteNumber("scrapeInterval", telemetry.ScrapeInterval.Ticks * NanosecondsPerTick);
        WriteNumbers(json, "latencyBounds", telemetry.LatencyBounds);
        if (!telemetry.RevenueBounds.IsEmpty)
            WriteNumbers(json, "revenueBounds", telemetry.RevenueBounds);
        if (!telemetry.ScoreBounds.IsEmpty)
            WriteNumbers(json, "scoreBounds", telemetry.ScoreBounds);
        if (!telemetry.Classes.IsEmpty)
            WriteTexts(json, "classes", telemetry.Classes);
        if (telemetry.HasLabels)
            json.WriteBoolean("labels", true);
        if (telemetry.HasConversions)
            json.WriteBoolean("conversions", true);
        if (telemetry.HasPairs)
            json.WriteBoolean("pairs", true);
        json.WriteEndObject();
        WriteTexts(json, "counters", header.Counters.Select(JournalNames.Of));
        WriteTexts(json, "queries", header.Queries);
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ImmutableArray<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
            SampleText.WriteNumber(json, value);
        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static TelemetryShape ReadTelemetry(ref LineCursor cursor)
    {
        uint seen = 0;
        TelemetryShape shape = new() { LatencyBounds = [], ScrapeInterval = default };
        cursor.BeginObject("what the metrics pipeline can tell");
        while (cursor.NextKey(TelemetryKeys, ref seen, out int key))
            shape = TelemetryKeys[key] switch
            {
                "latencyBounds" => shape with { LatencyBounds = ReadNumbers(ref cursor) },
                "scrapeInterval" => shape with { ScrapeInterval = ReadInterval(ref cursor) },
                "revenueBounds" => shape with { RevenueBounds = ReadNumbers(ref cursor) },
                "scoreBounds" => shape with { ScoreBounds = ReadNumbers(ref cursor) },
                "classes" => shape with { Classes = ReadTexts(ref cursor, "a class") },
                "labels" => shape with { HasLabels = cursor.Flag("whether labels are known") },
                "conversions" => shape with { HasConversions = cursor.Flag("whether conversions are counted") },
                _ => shape with { HasPairs = cursor.Flag("whether mirrored requests are compared") },
            };
        cursor.Require(TelemetryKeys, seen, 2);
        return shape;
    }

    private static TimeSpan ReadInterval(ref LineCursor cursor) =>
        new(cursor.Whole("nanoseconds between scrapes", NanosecondsPerTick, long.MaxValue) / NanosecondsPerTick);

    private static ImmutableArray<double> ReadNumbers(ref LineCursor cursor)
    {
        ImmutableArray<double>.Builder values = ImmutableArray.CreateBuilder<double>();
        cursor.BeginArray("bounds");
        while (cursor.NextItem(values.Count))
        {
            LineCursor before = cursor;
            values.Add(cursor.Number("a bound"));
            if (!double.IsFinite(values[^1]) || (values.Count > 1 && values[^1] <= values[^2]))
                before.Fail("bounds are finite and rise");
        }

        return values.ToImmutable();
    }

    private static ImmutableArray<string> ReadTexts(ref LineCursor cursor, string what)
    {
        ImmutableArray<string>.Builder texts = ImmutableArray.CreateBuilder<string>();
        cursor.BeginArray("texts");
        while (cursor.NextItem(texts.Count))
            texts.Add(cursor.Text(what));
        return texts.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, string> ReadOptions(ref LineCursor cursor)
    {
        ImmutableSortedDictionary<string, string>.Builder options = ImmutableSortedDictionary.CreateBuilder<string, string>();
        cursor.BeginObject("options");
        while (cursor.NextName(out string name))
        {
            if (options.ContainsKey(name))
                cursor.Fail($"the option '{name}' stands here twice");
            options[name] = cursor.Text("an option");
        }

        return options.ToImmutable();
    }

    private static ImmutableArray<PolicyText> ReadPolicy(ref LineCursor cursor)
    {
        ImmutableArray<PolicyText>.Builder files = ImmutableArray.CreateBuilder<PolicyText>();
        cursor.BeginArray("the policy's files");
        while (cursor.NextItem(files.Count))
        {
            uint seen = 0;
            (string name, string text) = ("", "");
            cursor.BeginObject("a file");
            while (cursor.NextKey(PolicyKeys, ref seen, out int key))
                if (key == 0)
                    name = cursor.Text("a file's name");
                else
                    text = cursor.Text("a file's text");
            cursor.Require(PolicyKeys, seen, 2);
            files.Add(new PolicyText(name, text));
        }

        return files.ToImmutable();
    }
}
