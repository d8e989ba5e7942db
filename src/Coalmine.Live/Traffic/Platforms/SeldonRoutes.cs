using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Traffic.Platforms;

/// <summary>Reads the VirtualService that Seldon Core v1 derives: one route for REST and one for gRPC, each with a destination per predictor.</summary>
internal static class SeldonRoutes
{
    /// <summary>The canary's share that the routers have been told; nothing where the routes tell different ones.</summary>
    public static TrafficWeight? Told(JsonObject routes, TrafficTarget target)
    {
        TrafficWeight? told = null;
        foreach (JsonObject route in routes.Items("spec", "http").OfType<JsonObject>())
        {
            JsonObject[] destinations = [.. route.Items("route").OfType<JsonObject>()];
            if (destinations.Length == 0)
                continue;
            TrafficWeight? share = ShareIn(destinations, target);
            if (share is null || (told is TrafficWeight before && before.CompareTo(share.Value) != 0))
                return null;
            told = share;
        }

        return told;
    }

    private static TrafficWeight? ShareIn(JsonObject[] destinations, TrafficTarget target)
    {
        if (destinations.Length == 1)
            return Is(destinations[0], target.Canary, target) ? TrafficWeight.All : TrafficWeight.None;
        long canary = destinations.Where(destination => Is(destination, target.Canary, target)).Sum(Weight);
        return new WeightSplit(0, canary, destinations.Sum(Weight) - canary).Weight;
    }

    // The subset bears the predictor's name; the host is (resource)-(predictor) unless an annotation names the service.
    private static bool Is(JsonObject destination, string predictor, TrafficTarget target) =>
        destination.Text("destination", "subset") is { Length: > 0 } subset
            ? subset == predictor
            : destination.Text("destination", "host").Split('.')[0] == $"{target.Name}-{predictor}";

    private static long Weight(JsonObject destination) => destination.Number("weight") ?? 0;
}
