using System.Collections.Immutable;
using Coalmine.Manifests.Kubernetes;
using Coalmine.Manifests.Queries;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Manifests.Argo;

/// <summary>Reads metrics (<c>Metric</c> in pkg/apis/rollouts/v1alpha1/analysis_types.go of argoproj/argo-rollouts).</summary>
internal static class MetricReader
{
    private static readonly string[] MetricFields =
    [
        "name", "interval", "initialDelay", "count", "successCondition", "failureCondition", "failureLimit", "inconclusiveLimit", "consecutiveErrorLimit",
        "consecutiveSuccessLimit", "provider",
    ];

    /// <summary>Reads one metric.</summary>
    public static WrittenMetric Read(ManifestPlace place, ObjectReading reading)
    {
        reading.Known(place, "a metric", MetricFields);
        string name = reading.Needed(place["name"], "the metric");
        MetricSpec spec = new()
        {
            Name = name,
            Interval = reading.Text(place["interval"]) is { Length: > 0 } interval ? interval : null,
            InitialDelay = reading.Text(place["initialDelay"]) is { Length: > 0 } delay ? delay : null,
            Count = IntOrText(place["count"], reading),
            SuccessCondition = reading.Text(place["successCondition"]),
            FailureCondition = reading.Text(place["failureCondition"]),
            FailureLimit = IntOrText(place["failureLimit"], reading),
            InconclusiveLimit = IntOrText(place["inconclusiveLimit"], reading),
            ConsecutiveErrorLimit = IntOrText(place["consecutiveErrorLimit"], reading),
            ConsecutiveSuccessLimit = IntOrText(place["consecutiveSuccessLimit"], reading),
            Providers = Providers(place["provider"], reading),
        };
        WrittenQuery? query = WrittenQuery.Of(place["provider"]["prometheus"]["query"], QueryOwner.ArgoMetric, $"metric {name}");
        if (query?.Complaint is { } complaint)
            reading.Said.Add(complaint.Position, complaint.Message);
        return new WrittenMetric(spec, place, query);
    }

    private static IntOrText? IntOrText(ManifestPlace place, ObjectReading reading)
    {
        if (!place.Exists)
            return null;
        if (place.Meaning.Kind == ScalarKind.Text)
            return place.Text;
        return reading.Whole(place) is { } number ? number : null;
    }

    private static ImmutableArray<MetricProvider> Providers(ManifestPlace provider, ObjectReading reading) =>
        !reading.Mapping(provider) ? [] : [.. provider.Keys.Where(entry => entry.Value.Exists).Select(entry => Provider(entry.Key.Text, entry.Value, reading))];

    private static MetricProvider Provider(string name, ManifestPlace place, ObjectReading reading)
    {
        reading.Mapping(place);
        return name switch
        {
            "prometheus" => Prometheus(place, reading) with { Fields = Texts(place, ["query", "address", "rangeQuery"]) },
            "web" => new MetricProvider.Web(reading.Text(place["url"]), reading.Text(place["jsonPath"]))
            {
                TimeoutSeconds = reading.Whole(place["timeoutSeconds"]),
                Fields = Texts(place, ["url", "jsonPath"]),
            },
            "job" => new MetricProvider.Job { Fields = Texts(place, []) },
            "kayenta" => new MetricProvider.Kayenta(
                reading.Whole(place["threshold"]["pass"]) ?? 0, reading.Whole(place["threshold"]["marginal"]) ?? 0)
            { Fields = Texts(place, ["threshold"]) },
            "datadog" => new MetricProvider.Datadog(reading.Text(place["query"])) { Fields = Texts(place, ["query"]) },
            _ => new MetricProvider.Other(name) { Fields = Texts(place, []) },
        };
    }

    private static MetricProvider.Prometheus Prometheus(ManifestPlace place, ObjectReading reading)
    {
        reading.Known(place, "the provider prometheus", "address", "query", "timeout", "insecure", "headers", "authentication", "rangeQuery");
        ManifestPlace range = place["rangeQuery"];
        return new MetricProvider.Prometheus(reading.Needed(place["query"], "the provider prometheus"), reading.Text(place["address"]))
        {
            TimeoutSeconds = reading.Whole(place["timeout"]),
            Range = reading.Mapping(range)
                ? new PrometheusRange(reading.Text(range["start"]), reading.Text(range["end"]), reading.Text(range["step"]))
                : null,
        };
    }

    // Every text of a provider can hold an argument.
    private static ImmutableArray<ProviderField> Texts(ManifestPlace provider, string[] known)
    {
        ImmutableArray<ProviderField>.Builder found = ImmutableArray.CreateBuilder<ProviderField>();
        foreach ((Documents.Node.Scalar key, ManifestPlace value) in provider.Keys)
            if (!known.Contains(key.Text))
                Collect(value, key.Text, found);
        return found.ToImmutable();
    }

    private static void Collect(ManifestPlace place, string path, ImmutableArray<ProviderField>.Builder found)
    {
        if (place.Meaning.Kind == ScalarKind.Text)
            found.Add(new ProviderField(path, place.Text));
        foreach ((Documents.Node.Scalar key, ManifestPlace value) in place.Keys)
            Collect(value, $"{path}.{key.Text}", found);
        foreach ((int index, ManifestPlace item) in place.Items.Index())
            Collect(item, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{path}[{index}]"), found);
    }
}
