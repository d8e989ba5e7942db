using System.Collections.Immutable;
using System.Text.Json;
using Coalmine.Statistics.Estimates;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Suites.Claims;
using Coalmine.Workbench.Suites.Runs;
using Coalmine.Workbench.Suites.Written;

namespace Coalmine.Workbench.Suites.Outputs;

/// <summary>Writes what came of suites as JSON (<c>scenarios/schema/test.schema.json</c>). Fields are only ever added within a format.</summary>
public static class SuiteJson
{
    private const int Format = 1;

    /// <summary>Writes the document as UTF-8 with a line break at its end; the stream stays open.</summary>
    public static void Write(ImmutableArray<SuiteResult> results, Stream stream) => IndentedJson.Write(stream, writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", Format);
        writer.WriteString("kind", "test");
        writer.WriteString("result", results.Any(each => each.IsBreached) ? "breached" : results.Any(each => each.IsUndecided) ? "undecided" : "holds");
        writer.WriteNumber("falseAlarm", results.Sum(each => each.Suite.FalseAlarm));
        writer.WriteStartArray("suites");
        foreach (SuiteResult result in results)
            WriteSuite(writer, result);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteSuite(Utf8JsonWriter writer, SuiteResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("suite", result.Suite.Name);
        writer.WriteString("file", result.Suite.File);
        writer.WriteString("result", result.IsBreached ? "breached" : result.IsUndecided ? "undecided" : "holds");
        writer.WriteNumber("falseAlarm", result.Suite.FalseAlarm);
        writer.WriteNumber("confidence", result.Suite.Confidence);
        writer.WriteBoolean("interrupted", result.Interrupted);
        writer.WriteStartArray("cases");
        foreach (PairResult pair in result.Pairs)
            WritePair(writer, pair);
        writer.WriteEndArray();
        writer.WriteStartArray("written");
        foreach (WrittenResult written in result.Written)
            WriteWritten(writer, written);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WritePair(Utf8JsonWriter writer, PairResult pair)
    {
        writer.WriteStartObject();
        writer.WriteString("case", pair.Pair.Name);
        writer.WriteString("scenario", pair.Pair.Scenario.Facts.Name);
        writer.WriteString("policy", pair.Pair.Policy.Name);
        writer.WriteString("truth", FileWords.Of(pair.Pair.Scenario.Facts.Truth));
        writer.WriteNumber("seed", pair.Pair.Seed);
        writer.WriteNumber("rollouts", pair.Tally.Count);
        writer.WriteString("stopped", FileWords.Of(pair.Stopped));
        writer.WriteStartArray("claims");
        foreach (ClaimResult claim in pair.Claims)
            WriteClaim(writer, claim, pair);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteClaim(Utf8JsonWriter writer, ClaimResult result, PairResult pair)
    {
        ClaimTest test = result.Test;
        Expectation expectation = test.Claim.Expectation;
        writer.WriteStartObject();
        writer.WriteString("claim", expectation.Written);
        writer.WriteString("characteristic", expectation.Characteristic.Word);
        writer.WriteString("bound", expectation.Bound.Word);
        writer.WriteNumber("limit", expectation.Limit);
        writer.WriteString("unit", ClaimWords.Unit(expectation.Unit));
        if (test.Claim.IsComparison)
            writer.WriteString("accepted", expectation.Accepted);
        writer.WriteString("result", ClaimWords.Of(test.State));
        WriteValue(writer, "estimate", test.Estimate);
        WriteValue(writer, "lower", test.Lower);
        WriteValue(writer, "upper", test.Upper);
        WriteNumber(writer, "margin", ClaimAdvice.Margin(test));
        writer.WriteNumber("rollouts", test.Rollouts);
        writer.WriteNumber("events", test.Events);
        WriteNumber(writer, "falseAlarm", test.Claim.FalseAlarm);
        writer.WriteString("message", ClaimWords.Sentence(result, pair.Pair.Name));
        WritePlace(writer, "expectation", test.Claim.File, test.Claim.Position);
        WritePlace(writer, "cause", result.File, result.Position);
        writer.WriteStartArray("examples");
        foreach (SuiteExample example in result.Examples)
        {
            writer.WriteStartObject();
            writer.WriteNumber("replication", example.Replication);
            writer.WriteString("ending", example.Ending);
            writer.WriteString("command", example.Command);
            writer.WriteStartArray("timeline");
            foreach (StoryLine line in example.Lines)
                writer.WriteStringValue(line.Text);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteWritten(Utf8JsonWriter writer, WrittenResult written)
    {
        writer.WriteStartObject();
        writer.WriteString("case", written.Name);
        writer.WriteString("policy", written.Policy);
        if (written.Incident.Length > 0)
        {
            writer.WriteString("incident", written.Incident);
            if (written.Truth is { } truth)
                writer.WriteString("truth", FileWords.Of(truth));
            writer.WriteString("told", written.Told);
        }

        writer.WriteStartArray("moments");
        foreach (MomentResult moment in written.Moments)
        {
            writer.WriteStartObject();
            if (moment.Expected is { } expected)
                writer.WriteNumber("atSeconds", expected.At.TotalSeconds);
            writer.WriteString("expected", moment.Wanted);
            writer.WriteString("result", ClaimWords.Of(moment.State));
            writer.WriteString("got", moment.Got);
            writer.WriteNumber("line", moment.Position.Line);
            writer.WriteNumber("column", moment.Position.Column);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter writer, string name, string file, Manifests.Diagnostics.TextPosition position)
    {
        writer.WriteStartObject(name);
        writer.WriteString("file", file);
        writer.WriteNumber("line", position.Line);
        writer.WriteNumber("column", position.Column);
        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, string name, CensoredValue value)
    {
        WriteNumber(writer, name, value.Value);
        if (value.IsCensored)
            writer.WriteBoolean($"{name}IsBeyond", true);
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double value)
    {
        if (FileNumbers.Finite(value) is { } finite)
            writer.WriteNumber(name, finite);
        else
            writer.WriteNull(name);
    }
}
