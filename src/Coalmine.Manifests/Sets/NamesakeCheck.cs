using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Serving;

namespace Coalmine.Manifests.Sets;

/// <summary>Finds objects that look like those that are read here and are passed over all the same: their author would not notice.</summary>
internal static class NamesakeCheck
{
    /// <summary>Why an object is passed over although its kind is known; nothing where it is read, or where nobody would expect it to be.</summary>
    public static Message? Of(KubernetesObject source) =>
        Known(source.Kind) is { } known && source.Group != known[..known.IndexOf('/', StringComparison.Ordinal)] && !CarrierReader.Reads(source)
            ? Messages.KindOfAnotherGroup(source.Kind, source.ApiVersion, known)
            : source is { Group: "", Kind: "List" } ? Messages.ListNotRead : null;

    private static string? Known(string kind) => kind switch
    {
        "Rollout" or "AnalysisTemplate" or "ClusterAnalysisTemplate" => "argoproj.io/v1alpha1",
        "Canary" or "MetricTemplate" or "AlertProvider" => "flagger.app/v1beta1",
        "SeldonDeployment" => "machinelearning.seldon.io/v1",
        "InferenceService" => "serving.kserve.io/v1beta1",
        "VirtualService" or "DestinationRule" => "networking.istio.io/v1",
        "HTTPRoute" => "gateway.networking.k8s.io/v1",
        "PrometheusRule" => "monitoring.coreos.com/v1",
        _ => null,
    };
}
