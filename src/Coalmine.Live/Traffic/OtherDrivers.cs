using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;

namespace Coalmine.Live.Traffic;

/// <summary>
/// Who else steers an object. What belongs to another controller is rewritten by it on its next pass, so that whatever we wrote there would neither last nor be
/// expected.
/// </summary>
internal static class OtherDrivers
{
    /// <summary>The other driver, for people; empty for nobody.</summary>
    /// <param name="found">The object.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="rollouts">Argo Rollouts of the namespace.</param>
    /// <param name="canaries">Flagger Canaries of the namespace.</param>
    public static string Of(JsonObject found, ResourceKind kind, JsonArray rollouts, JsonArray canaries)
    {
        if (found.Items("metadata", "ownerReferences").OfType<JsonObject>().FirstOrDefault() is JsonObject owner)
            return $"its owner, the {owner.Text("kind")} {owner.Text("name")}";
        string name = found.Text("metadata", "name");
        if (rollouts.OfType<JsonObject>().FirstOrDefault(rollout => Names(rollout, kind, name)) is JsonObject argo)
            return $"the Argo Rollout {argo.Text("metadata", "name")}";
        return canaries.OfType<JsonObject>().FirstOrDefault(canary => IsFlaggers(canary, kind, name)) is JsonObject flagger
            ? $"the Flagger Canary {flagger.Text("metadata", "name")}"
            : "";
    }

    // Argo Rollouts v1.9: trafficRouting.istio.virtualService(s), and the Gateway API plugin's httpRoute(s).
    private static bool Names(JsonObject rollout, ResourceKind kind, string name)
    {
        JsonObject? routing = rollout.Child("spec", "strategy", "canary", "trafficRouting");
        if (kind == ResourceKinds.VirtualService)
        {
            JsonObject? istio = routing.Child("istio");
            return istio.Text("virtualService", "name") == name || istio.Items("virtualServices").Named("name", name) is not null;
        }

        if (kind != ResourceKinds.HttpRoute)
            return false;
        JsonObject? plugin = routing.Child("plugins", "argoproj-labs/gatewayAPI");
        return plugin.Text("httpRoute") == name || plugin.Items("httpRoutes").Named("name", name) is not null;
    }

    // Flagger v1.44 names the routes that it makes after the service: spec.service.name, else the target's.
    private static bool IsFlaggers(JsonObject canary, ResourceKind kind, string name)
    {
        if (kind != ResourceKinds.VirtualService && kind != ResourceKinds.HttpRoute)
            return false;
        string service = canary.Text("spec", "service", "name");
        return (service.Length > 0 ? service : canary.Text("spec", "targetRef", "name")) == name;
    }
}
