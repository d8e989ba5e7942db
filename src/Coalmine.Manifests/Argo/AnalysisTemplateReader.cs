using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Manifests.Argo;

/// <summary>
/// Reads an AnalysisTemplate or ClusterAnalysisTemplate of <c>argoproj.io/v1alpha1</c> (argoproj/argo-rollouts, commit 9f8d111d,
/// pkg/apis/rollouts/v1alpha1/analysis_types.go).
/// </summary>
internal static class AnalysisTemplateReader
{
    /// <summary>Reads the object; what cannot be read is said and left out.</summary>
    public static AnalysisTemplateManifest Read(KubernetesObject owner)
    {
        ObjectReading reading = new(new DiagnosticList(owner.File.Source.File));
        ManifestPlace root = owner.Place;
        ManifestPlace spec = root["spec"];
        string name = reading.Needed(root["metadata"]["name"], owner.Kind);
        if (!reading.Mapping(spec))
            reading.Say(spec, Messages.FieldMissing("spec", owner.ToString()));
        reading.Known(spec, $"the spec of an {owner.Kind}", "args", "metrics", "dryRun", "measurementRetention", "templates");
        ImmutableArray<WrittenMetric> metrics = [.. reading.List(spec["metrics"]).Select(item => MetricReader.Read(item, reading))];
        AnalysisSpec analysis = new()
        {
            Metrics = [.. metrics.Select(metric => metric.Spec)],
            Arguments = ArgumentReader.Arguments(spec["args"], reading),
            DryRun = ArgumentReader.DryRun(spec["dryRun"], reading),
            MeasurementRetention = ArgumentReader.Retention(spec["measurementRetention"], reading),
        };
        TemplateReference self = new(name, owner.Kind == "ClusterAnalysisTemplate");
        AnalysisTemplate template = new(self, analysis, [.. ArgumentReader.Templates(spec["templates"], reading).Select(item => item.Reference)]);
        return new AnalysisTemplateManifest(owner, template, metrics, reading.Said.All);
    }
}
