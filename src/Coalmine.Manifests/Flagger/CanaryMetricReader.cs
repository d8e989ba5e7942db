using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Queries;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Manifests.Flagger;

/// <summary>
/// Reads the metrics of a Canary and joins their templates (fluxcd/flagger 15bd6ad5, <c>CanaryMetric</c> in <c>pkg/apis/flagger/v1beta1/canary.go</c>).
/// </summary>
/// <param name="owner">The Canary.</param>
/// <param name="templates">The templates of its set.</param>
/// <param name="reading">Where problems are said.</param>
internal sealed class CanaryMetricReader(KubernetesObject owner, ImmutableArray<MetricTemplateManifest> templates, ObjectReading reading)
{
    /// <summary>Reads one metric.</summary>
    public CanaryMetric Read(ManifestPlace place)
    {
        reading.Known(place, "a metric", "name", "interval", "threshold", "thresholdRange", "query", "templateRef", "templateVariables");
        string name = reading.Needed(place["name"], "the metric");
        string interval = reading.Text(place["interval"]);
        if (interval.Length > 0 && !SchemaDuration.IsAllowed(interval))
            reading.Say(place["interval"], Messages.FlaggerDuration(interval, "interval"));
        MetricTemplateManifest? template = Template(place["templateRef"], out FlaggerTemplateReference? reference);
        FlaggerMetric spec = new()
        {
            Name = name,
            Interval = interval,
            Threshold = reading.Number(place["threshold"]) ?? 0,
            Range = reading.Mapping(place["thresholdRange"])
                ? new FlaggerThresholdRange(reading.Number(place["thresholdRange"]["min"]), reading.Number(place["thresholdRange"]["max"]))
                : null,
            Query = reading.Text(place["query"]),
            Template = reference,
            Variables = place["templateVariables"].Keys.ToImmutableDictionary(entry => entry.Key.Text, entry => reading.Text(entry.Value)),
        };
        WrittenQuery? query = spec.Query.Length > 0 ? WrittenQuery.Of(place["query"], QueryOwner.FlaggerMetric, $"metric {name}", spec.EffectiveInterval)
            : null;
        if (query?.Complaint is { } complaint)
            reading.Said.Add(complaint.Position, complaint.Message);
        return new CanaryMetric(spec, place, query, template);
    }

    private MetricTemplateManifest? Template(ManifestPlace place, out FlaggerTemplateReference? reference)
    {
        reference = null;
        if (!reading.Mapping(place))
            return null;
        string name = reading.Needed(place["name"], "the reference");
        string space = reading.Text(place["namespace"]);
        IEnumerable<MetricTemplateManifest> named = templates.Where(template => template.Origin.Name == name
            && (space.Length > 0 ? template.Origin.SharesNamespace(space) : owner.SharesNamespace(template.Origin.Namespace)));
        MetricTemplateManifest? found = ObjectChoice.Of(named, each => each.Origin, owner, space.Length > 0 ? space : owner.Namespace, out Message? doubt);
        if (doubt is { } several)
            reading.Say(place["name"], several);
        if (found is null && name.Length > 0)
            reading.Say(place["name"], Messages.MetricTemplateMissing(name, [.. templates.Select(template => template.Origin.Name)]));
        reference = new FlaggerTemplateReference(name, space)
        {
            IsFound = found is not null,
            ProviderType = found?.ProviderType is { Length: > 0 } type ? type : "prometheus",
            Query = found?.Template ?? "",
        };
        return found;
    }
}
