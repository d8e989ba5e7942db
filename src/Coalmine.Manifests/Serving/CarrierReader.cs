using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Serving;

namespace Coalmine.Manifests.Serving;

/// <summary>
/// Reads the objects that carry traffic: Seldon's SeldonDeployment and Experiment, KServe's InferenceService, Istio's VirtualService and DestinationRule, the
/// Gateway API's HTTPRoute. What the API server or the platform refuses is refused; what they drop without a word is a note.
/// </summary>
public static class CarrierReader
{
    /// <summary>Whether an object is of a kind that is read here.</summary>
    public static bool Reads(KubernetesObject source) => (source.Group, source.Kind) is ("machinelearning.seldon.io", "SeldonDeployment")
        or ("mlops.seldon.io", "Experiment") or ("serving.kserve.io" or "serving.kubeflow.org", "InferenceService")
        or ("networking.istio.io", "VirtualService" or "DestinationRule") or ("gateway.networking.k8s.io", "HTTPRoute");

    /// <summary>
    /// Reads those objects that are read here, in their order; destination rules tell the virtual services among them which pods their subsets are.
    /// </summary>
    /// <param name="objects">Objects of one or several files that belong together.</param>
    public static ImmutableArray<CarrierManifest> ReadAll(IEnumerable<KubernetesObject> objects)
    {
        KubernetesObject[] carriers = [.. objects.Where(Reads)];
        Dictionary<KubernetesObject, CarrierManifest> read = [];
        foreach (KubernetesObject source in carriers.OrderBy(source => source.Kind != "DestinationRule"))
            read[source] = Read(source, [.. read.Values.Select(rule => rule.Subsets).OfType<ServingSubsets>()]);
        return [.. carriers.Select(source => read[source])];
    }

    private static CarrierManifest Read(KubernetesObject source, IReadOnlyList<ServingSubsets> subsets)
    {
        DiagnosticList said = new(source.File.Source.File);
        ServingSubsets? rule = source.Kind == "DestinationRule" ? DestinationRuleReader.Read(source, said) : null;
        ServingTopology? topology = source.Kind switch
        {
            "SeldonDeployment" => SeldonDeploymentReader.Read(source, said),
            "Experiment" => SeldonExperimentReader.Read(source, said),
            "InferenceService" => InferenceServiceReader.Read(source, said),
            "VirtualService" => VirtualServiceReader.Read(source, said, subsets),
            "HTTPRoute" => HttpRouteReader.Read(source, said),
            _ => null,
        };
        return said.HasErrors
            ? new CarrierManifest(source, null, null, said.All)
            : new CarrierManifest(source, topology is null ? null : topology with { Limits = LimitsReader.Read(source) }, rule, said.All);
    }
}
