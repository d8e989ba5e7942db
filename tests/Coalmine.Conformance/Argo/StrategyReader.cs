using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Coalmine.Conformance.Cases;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Conformance.Argo;

/// <summary>Reads steps and options of a canary strategy as cases write them.</summary>
internal static class StrategyReader
{
    /// <summary>The steps.</summary>
    /// <param name="list">The list.</param>
    /// <param name="analysis">The run of the analysis step at an index.</param>
    public static ImmutableArray<ArgoStep> Steps(IEnumerable<JsonElement> list, Func<int, AnalysisSpec> analysis) =>
        [.. list.Select((step, index) => Step(step, index, analysis))];

    /// <summary>The seconds of a pause's duration: whole ones, or a text; null when absent.</summary>
    public static int? PauseSeconds(JsonElement pause)
    {
        if (pause.ValueKind != JsonValueKind.Object || ArgoValues.Find(pause, "duration") is not { } duration)
            return null;
        return DurationSeconds(duration);
    }

    /// <summary>The seconds of a duration.</summary>
    public static int DurationSeconds(JsonElement duration) => duration.ValueKind switch
    {
        JsonValueKind.Number => PauseDuration.Seconds(duration.GetRawText()),
        JsonValueKind.String => PauseDuration.Seconds(duration.GetString()!),
        _ => PauseDuration.Invalid,
    };

    /// <summary>Pods or a percentage, or another value where absent.</summary>
    public static IntOrPercent IntOrPercent(JsonElement element, string name, IntOrPercent otherwise)
    {
        if (ArgoValues.Find(element, name) is not { } value)
            return otherwise;
        if (value.ValueKind == JsonValueKind.Number)
            return Rollouts.Controllers.Argo.IntOrPercent.Pods(value.GetInt32());
        string text = value.GetString() ?? "";
        return text.EndsWith('%') && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int percent)
            ? Rollouts.Controllers.Argo.IntOrPercent.Percent(percent)
            : throw new CaseFormatException($"'{name}' is {CaseFile.Describe(value)}; allowed: a number of pods or a percentage");
    }

    /// <summary>A <c>replicaProgressThreshold</c>; null when absent.</summary>
    public static ProgressThreshold? Threshold(JsonElement element)
    {
        if (ArgoValues.Find(element, "replicaProgressThreshold") is not { } threshold)
            return null;
        string type = ArgoValues.Text(threshold, "type") ?? "Percent";
        return new ProgressThreshold(CaseFields.Needed(threshold, "value"), type.Equals("Percent", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A <c>setCanaryScale</c>, in the file's or the manifest's spelling.</summary>
    public static CanaryScale Scale(JsonElement scale) => new(
        CaseFields.Whole(scale, "replicas"),
        CaseFields.Whole(scale, "weight"),
        ArgoValues.Flag(scale, "matchTrafficWeight") || ArgoValues.Flag(scale, "match_traffic_weight"));

    private static ArgoStep Step(JsonElement step, int index, Func<int, AnalysisSpec> analysis)
    {
        // Null is unset, as everywhere in these files.
        JsonProperty[] keys = step.ValueKind == JsonValueKind.Object ? [.. step.EnumerateObject().Where(key => key.Value.ValueKind != JsonValueKind.Null)] : [];
        if (keys.Length != 1)
            throw new CaseFormatException($"step {index} is {CaseFile.Compact(step)}; allowed: an object with one key that is set");
        JsonProperty only = keys[0];
        return only.Name switch
        {
            "setWeight" => new ArgoStep.SetWeight(CaseFields.Needed(step, only.Name)),
            "pause" => new ArgoStep.Pause(PauseSeconds(only.Value)),
            "analysis" => new ArgoStep.Analyze(analysis(index)),
            "setCanaryScale" => new ArgoStep.SetCanaryScale(Scale(only.Value)),
            "setHeaderRoute" => new ArgoStep.SetHeaderRoute(Name(only.Value), []),
            "setMirrorRoute" => new ArgoStep.SetMirrorRoute(Name(only.Value), 100, Removes: false),
            "experiment" => new ArgoStep.Experiment(new ExperimentSpec()),
            "plugin" => new ArgoStep.Plugin(Name(only.Value)),
            _ => throw new CaseFormatException($"step {index} is {CaseFile.Compact(step)}, which is none that is known"),
        };
    }

    private static string Name(JsonElement element) => element.ValueKind == JsonValueKind.Object ? ArgoValues.Text(element, "name") ?? "" : "";
}
