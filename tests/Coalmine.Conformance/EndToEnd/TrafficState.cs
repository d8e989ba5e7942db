using System.Globalization;
using System.Text.Json.Nodes;
using Coalmine.Conformance.EndToEnd.Serving;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Conformance.EndToEnd;

/// <summary>A SeldonDeployment at one resource version, as far as traffic goes.</summary>
/// <param name="Version">The resource version.</param>
/// <param name="Baseline">The baseline's weight, in parts of 100.</param>
/// <param name="Canary">The canary's weight; 0 where there is no canary.</param>
/// <param name="Predictors">Number of predictors.</param>
/// <param name="BaselineModel">The model of the baseline.</param>
/// <param name="Change">The mark of the last change of ours.</param>
/// <param name="Fence">The number of the driver that made it.</param>
internal sealed record TrafficState(long Version, int Baseline, int Canary, int Predictors, string BaselineModel, string Change, long Fence)
{
    /// <summary>Reads one.</summary>
    public static TrafficState Of(JsonObject? found)
    {
        IReadOnlyList<JsonObject> predictors = SeldonTarget.Predictors(found);
        int TrafficOf(string name) => (int)(JsonText.Number(predictors.FirstOrDefault(one => JsonText.Text(one, "name") == name), "traffic") ?? 0);
        string Mark(string mark) => JsonText.Text(found, "metadata", "annotations", mark);
        return new TrafficState(
            Number(JsonText.Text(found, "metadata", "resourceVersion")), TrafficOf(SeldonTarget.Baseline), TrafficOf(SeldonTarget.Canary), predictors.Count,
            SeldonTarget.ModelOf(found, SeldonTarget.Baseline), Mark("coalmine.dev/change"), Number(Mark("coalmine.dev/fence")));
    }

    /// <summary>All states that were ever written, without those that differ in their status only.</summary>
    /// <param name="core">The cluster, which forgets nothing here.</param>
    /// <param name="target">The resource.</param>
    /// <param name="since">The cluster's version before the first.</param>
    public static IReadOnlyList<TrafficState> History(ApiServerCore core, SeldonTarget target, long since)
    {
        ApiResponse response = core.Handle(new ApiRequest("GET", string.Create(CultureInfo.InvariantCulture, $"{target.Collection}?watch=true&resourceVersion={since}")));
        List<TrafficState> states = [];
        while (response.Watch?.TryNext() is { } line)
        {
            TrafficState state = Of(JsonNode.Parse(line)!["object"] as JsonObject);
            if (states.Count == 0 || states[^1] with { Version = state.Version } != state)
                states.Add(state);
        }

        return states;
    }

    private static long Number(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out long number) ? number : 0;
}
