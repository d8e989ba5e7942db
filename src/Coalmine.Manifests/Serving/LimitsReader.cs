using Coalmine.Manifests.Kubernetes;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Serving;

namespace Coalmine.Manifests.Serving;

/// <summary>
/// Reads what limits requests: <c>containerConcurrency</c> and <c>timeout</c> of a predictor (KServe, pkg/apis/serving/v1beta1/component.go),
/// <c>timeout</c> and <c>retries.attempts</c> of a VirtualService's route (istio/api, networking/v1alpha3/virtual_service.proto), <c>timeouts.request</c> and
/// <c>retry.attempts</c> of an HTTPRoute's rule (gateway-api, apis/v1/httproute_types.go). Of several routes the first that says something counts.
/// </summary>
internal static class LimitsReader
{
    /// <summary>The limits of an object that was accepted.</summary>
    public static ServingLimits Read(KubernetesObject source)
    {
        ManifestPlace spec = source.Place["spec"];
        switch (source.Kind)
        {
            case "InferenceService":
                ManifestPlace predictor = spec["predictor"].Exists ? spec["predictor"] : spec["default"]["predictor"];
                string timeout = predictor["timeout"] is { Exists: true } seconds ? $"{seconds.Text}s" : "";
                return new ServingLimits(Whole(predictor["containerConcurrency"]), timeout, null);
            case "VirtualService":
                return First([.. spec["http"].Items.Select(route => new ServingLimits(null, route["timeout"].Text, Whole(route["retries"]["attempts"])))]);
            case "HTTPRoute":
                return First(
                    [.. spec["rules"].Items.Select(rule => new ServingLimits(null, rule["timeouts"]["request"].Text, Whole(rule["retry"]["attempts"])))]);
            default:
                return ServingLimits.None;
        }
    }

    private static ServingLimits First(IReadOnlyList<ServingLimits> routes) =>
        routes.FirstOrDefault(limits => limits != ServingLimits.None) ?? ServingLimits.None;

    // 0 is no limit, and no further attempt.
    private static int? Whole(ManifestPlace place) =>
        place.Meaning is { Kind: ScalarKind.Whole, Whole: > 0 and <= int.MaxValue } meaning ? (int)meaning.Whole : null;
}
