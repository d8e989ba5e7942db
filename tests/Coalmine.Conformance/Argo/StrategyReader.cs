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
        if (pause.ValueKind != JsonValueKind.Object || !CaseFields.Has(pause, "duration", out JsonElement duration))
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
        if (!CaseFields.Has(element, name, out JsonElement value))
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
        if (!CaseFields.Has(element, "replicaProgressThreshold", out JsonElement threshold))
            return null;
        string type = CaseFields.Text(threshold, "type") ?? "Percent";
        return new ProgressThreshold(CaseFields.Needed(threshold, "value"), type.Equals("Percent", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A <c>setCanaryScale</c>, in the file's or the manifest's spelling.</summary>
    public static CanaryScale Scale(JsonElement scale) => new(
        CaseFields.Whole(scale, "replicas"),
        CaseFields.Whole(scale, "weight"),
        CaseFields.Flag(scale, "matchTrafficWeight") || CaseFields.Flag(scale, "match_traffic_weight"));

    private static ArgoStep Step(JsonElement step, int index, Func<int, AnalysisSpec> analysis)
    {
        if (CaseFields.Whole(step, "setWeight") is { } weight)
            return new ArgoStep.SetWeight(weight);
        if (step.TryGetProperty("pause", out JsonElement pause))
            return new ArgoStep.Pause(PauseSeconds(pause));
        if (CaseFields.Has(step, "analysis", out _))
            return new ArgoStep.Analyze(analysis(index));
        if (CaseFields.Has(step, "setCanaryScale", out JsonElement scale))
            return new ArgoStep.SetCanaryScale(Scale(scale));
        if (CaseFields.Has(step, "setHeaderRoute", out JsonElement header))
            return new ArgoStep.SetHeaderRoute(Name(header), []);
        if (CaseFields.Has(step, "setMirrorRoute", out JsonElement mirror))
            return new ArgoStep.SetMirrorRoute(Name(mirror), 100, Removes: false);
        if (CaseFields.Has(step, "experiment", out _))
            return new ArgoStep.Experiment(new ExperimentSpec());
        if (CaseFields.Has(step, "plugin", out JsonElement plugin))
            return new ArgoStep.Plugin(Name(plugin));
        throw new CaseFormatException($"step {index} is {CaseFile.Compact(step)}, which is none that is known");
    }

    private static string Name(JsonElement element) => element.ValueKind == JsonValueKind.Object ? CaseFields.Text(element, "name") ?? "" : "";
}
