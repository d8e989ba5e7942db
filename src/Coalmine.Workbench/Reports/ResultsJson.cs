using System.Collections.Immutable;
using System.Text.Json;
using Coalmine.Workbench.Results;

namespace Coalmine.Workbench.Reports;

/// <summary>Writes what a store holds as JSON. Fields are only ever added within a format.</summary>
public static class ResultsJson
{
    /// <summary>The number of the format.</summary>
    public const int Format = 1;

    /// <summary>Writes the runs as UTF-8 with a line break at the end; the stream stays open.</summary>
    public static void Write(ImmutableArray<StoredRun> runs, Stream stream) => IndentedJson.Write(stream, writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", Format);
        writer.WriteString("kind", "results");
        writer.WriteString("build", ProgramBuild.Id);
        writer.WriteStartArray("runs");
        foreach (StoredRun run in runs)
            Write(run, writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void Write(StoredRun run, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("run", run.Number);
        writer.WriteString("command", run.Command);
        writer.WriteString("begun", run.Begun);
        writer.WriteString("build", run.Build);
        writer.WriteBoolean("isOfThisBuild", run.IsOfThisBuild);
        writer.WriteNumber("seed", run.Seed);
        writer.WriteNumber("maximum", run.Maximum);
        writer.WriteNumber("precision", run.Precision);
        writer.WriteBoolean("finished", run.IsFinished);
        writer.WriteNumber("rollouts", run.Rollouts);
        writer.WriteNumber("asked", run.Asked);
        writer.WriteStartArray("scenarios");
        foreach (StoredScenario scenario in run.Scenarios)
            Write(scenario, writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(StoredScenario scenario, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", scenario.Facts.Name);
        writer.WriteString("truth", FileWords.Of(scenario.Facts.Truth));
        writer.WriteString("key", scenario.Key);
        writer.WriteStartArray("policies");
        foreach (StoredPolicy policy in scenario.Policies)
        {
            writer.WriteStartObject();
            writer.WriteString("name", policy.Name);
            writer.WriteNumber("rollouts", policy.Rollouts);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
