using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Manifests.Argo;

/// <summary>
/// Reads arguments, dry-run and retention rules, and references to templates (pkg/apis/rollouts/v1alpha1/analysis_types.go of argo-rollouts).
/// </summary>
internal static class ArgumentReader
{
    /// <summary>Reads a list of arguments.</summary>
    public static ImmutableArray<AnalysisArgument> Arguments(ManifestPlace list, ObjectReading reading) =>
        [.. reading.List(list).Select(item => new AnalysisArgument(reading.Needed(item["name"], "the argument"), Value(item, reading)))];

    /// <summary>Reads names of metrics that only try.</summary>
    public static ImmutableArray<string> DryRun(ManifestPlace list, ObjectReading reading) =>
        [.. reading.List(list).Select(item => reading.Needed(item["metricName"], "the dry run"))];

    /// <summary>Reads how many measurements are kept.</summary>
    public static ImmutableArray<RetentionRule> Retention(ManifestPlace list, ObjectReading reading) =>
        [.. reading.List(list).Select(item => new RetentionRule(reading.Needed(item["metricName"], "the rule"), reading.Whole(item["limit"]) ?? 0))];

    /// <summary>Reads a list of references to templates.</summary>
    public static ImmutableArray<(ManifestPlace Place, TemplateReference Reference)> Templates(ManifestPlace list, ObjectReading reading) =>
        [.. reading.List(list).Select(item => (item["templateName"], Reference(item, reading)))];

    /// <summary>Reads one reference to a template.</summary>
    public static TemplateReference Reference(ManifestPlace item, ObjectReading reading) =>
        new(reading.Needed(item["templateName"], "the reference"), reading.Flag(item["clusterScope"]));

    private static ArgumentValue? Value(ManifestPlace item, ObjectReading reading)
    {
        ManifestPlace from = item["valueFrom"];
        if (item["value"].Exists)
            return new ArgumentValue.Text(reading.Text(item["value"]));
        if (!reading.Mapping(from))
            return null;
        if (from["secretKeyRef"].Exists)
            return new ArgumentValue.Secret(reading.Needed(from["secretKeyRef"]["name"], "the secret"),
                reading.Needed(from["secretKeyRef"]["key"], "the secret"));
        if (from["fieldRef"].Exists)
            return new ArgumentValue.Field(reading.Needed(from["fieldRef"]["fieldPath"], "the field"));
        string hash = reading.Text(from["podTemplateHashValue"]);
        if (hash is "Latest" or "Stable")
            return new ArgumentValue.PodTemplateHash(hash == "Latest");
        reading.Say(from["podTemplateHashValue"], Messages.ArgumentSource(hash));
        return null;
    }
}
