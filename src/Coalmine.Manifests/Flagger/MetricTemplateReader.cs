using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Queries;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Flagger;

/// <summary>Reads MetricTemplates and AlertProviders of <c>flagger.app/v1beta1</c> (fluxcd/flagger 15bd6ad5, <c>pkg/apis/flagger/v1beta1</c>).</summary>
internal static class MetricTemplateReader
{
    private static readonly string[] MetricProviders =
    [
        "prometheus", "influxdb", "datadog", "stackdriver", "cloudwatch", "newrelic", "graphite", "dynatrace", "keptn", "splunk", "externalmetrics",
    ];

    private static readonly string[] AlertTypes = ["slack", "msteams", "discord", "rocket", "gchat"];

    /// <summary>Reads a MetricTemplate.</summary>
    public static MetricTemplateManifest Read(KubernetesObject owner)
    {
        ObjectReading reading = new(new DiagnosticList(owner.File.Source.File));
        ManifestPlace spec = owner.Place["spec"];
        string name = reading.Needed(owner.Place["metadata"]["name"], "the MetricTemplate");
        reading.Known(spec, "the spec of a MetricTemplate", "provider", "query");
        reading.Known(spec["provider"], "the provider", "type", "address", "insecureSkipVerify", "region", "secretRef", "headers");
        string type = reading.Needed(spec["provider"]["type"], "the provider");
        if (type.Length > 0 && !MetricProviders.Contains(type))
            reading.Say(spec["provider"]["type"], Messages.MetricProviderUnknown(type, MetricProviders));
        string query = reading.Needed(spec["query"], "the MetricTemplate");
        WrittenQuery? read = type is "prometheus" or "" || !MetricProviders.Contains(type)
            ? WrittenQuery.Of(spec["query"], QueryOwner.FlaggerMetric, $"template {name}")
            : null;
        if (read?.Complaint is { } complaint)
            reading.Said.Add(complaint.Position, complaint.Message);
        return new MetricTemplateManifest(owner, type, query, read, reading.Said.All);
    }

    /// <summary>Reads an AlertProvider.</summary>
    public static AlertProviderManifest ReadAlerts(KubernetesObject owner)
    {
        ObjectReading reading = new(new DiagnosticList(owner.File.Source.File));
        reading.Needed(owner.Place["metadata"]["name"], "the AlertProvider");
        ManifestPlace type = owner.Place["spec"]["type"];
        string read = reading.Needed(type, "the AlertProvider");
        if (read.Length > 0 && !AlertTypes.Contains(read))
            reading.Say(type, Messages.FieldType("type", Messages.Quoted(read), $"one of {string.Join(", ", AlertTypes)}"));
        return new AlertProviderManifest(owner, read, reading.Said.All);
    }
}
