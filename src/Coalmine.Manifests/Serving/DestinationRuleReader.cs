using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Serving;

namespace Coalmine.Manifests.Serving;

/// <summary>Reads an Istio DestinationRule: which pods a host's subsets are (istio/api b8f8791d9653, networking/v1alpha3/destination_rule.proto).</summary>
internal static class DestinationRuleReader
{
    /// <summary>Reads the object; nothing where it is refused, and then the reason has been said.</summary>
    public static ServingSubsets? Read(KubernetesObject source, DiagnosticList said)
    {
        CarrierReading reading = new(source, said);
        if (!reading.Begin("networking.istio.io/v1", "networking.istio.io/v1beta1", "networking.istio.io/v1alpha3"))
            return null;
        ManifestPlace spec = reading.Spec;
        reading.Values.Known(spec, "spec", "host", "trafficPolicy", "subsets", "exportTo", "workloadSelector");
        string host = reading.Values.Needed(spec["host"], "spec");
        ImmutableArray<ManifestPlace> subsets = [.. reading.Values.List(spec["subsets"]).Where(reading.Values.Mapping)];
        reading.RefuseTwice("Subset", subsets.Select(subset => subset["name"]));
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Builder labels =
            ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedDictionary<string, string>>(StringComparer.Ordinal);
        foreach (ManifestPlace subset in subsets)
        {
            reading.Values.Known(subset, "a subset", "name", "labels", "trafficPolicy");
            labels[reading.Values.Needed(subset["name"], "a subset")] = reading.Texts(subset["labels"]);
        }

        return reading.HasErrors ? null : new ServingSubsets(reading.Name, source.Namespace, host, labels.ToImmutable());
    }
}
