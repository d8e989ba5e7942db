using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Testing.Clusters.Operators;

/// <summary>What Seldon's webhook refuses (seldondeployment_webhook.go of v1.18.2: checkTraffic, validateShadow, names, graphs).</summary>
public static class SeldonWebhook
{
    private const string Name = "v1.vseldondeployment.kb.io";

    /// <summary>Checks a SeldonDeployment; other kinds and the status pass.</summary>
    /// <exception cref="ApiFailureException">It is refused.</exception>
    public static void Check(AdmissionRequest request)
    {
        if (request.Kind.Plural != "seldondeployments" || request.Subresource.Length > 0 || request.New is null)
            return;
        JsonObject[] predictors = [.. (JsonText.At(request.New, "spec", "predictors") as JsonArray ?? []).OfType<JsonObject>()];
        List<string> causes = [];
        if (predictors.Length == 0)
            causes.Add("Graph contains no predictors");
        if (predictors.GroupBy(one => JsonText.Text(one, "name")).Any(group => group.Count() > 1))
            causes.Add("Duplicate predictor name");
        Traffic(predictors, causes);
        Words(request.New, causes);
        foreach (JsonObject predictor in predictors)
            Graph(predictor["graph"], causes);
        if (causes.Count > 0)
        {
            // The group is misspelt in the source.
            string subject = $"SeldonDeployment.machinelearing.seldon.io \"{JsonText.Text(request.New, "metadata", "name")}\"";
            throw ApiFailureException.Denied(Name, $"{subject} is invalid: {string.Join(", ", causes)}");
        }
    }

    private static void Traffic(JsonObject[] predictors, List<string> causes)
    {
        JsonObject[] shadows = [.. predictors.Where(IsShadow)];
        long sum = predictors.Except(shadows).Sum(TrafficOf);
        if (shadows.Length > 1)
            causes.Add("Multiple shadows are not allowed");
        if (shadows.Any(one => TrafficOf(one) is < 0 or > 100))
            causes.Add("Shadow traffic must be between 0 and 100");
        if (predictors.Length > 0 && predictors.Length == shadows.Length)
            causes.Add("Shadow cannot be the only predictor");
        if (predictors.Length - shadows.Length > 1 && sum != 100)
            causes.Add($"Traffic must sum to 100 for multiple predictors, but is {sum}");
        if (predictors.Length == 1 && sum is > 0 and < 100)
            causes.Add($"Traffic must sum to be 100 for a single predictor when set, but is {sum}");
    }

    private static void Words(JsonObject o, List<string> causes)
    {
        if (JsonText.Text(o, "spec", "protocol") is not ("" or "seldon" or "tensorflow" or "kfserving" or "v2"))
            causes.Add("Invalid protocol");
        if (JsonText.Text(o, "spec", "transport") is not ("" or "rest" or "grpc"))
            causes.Add("Invalid transport");
    }

    private static void Graph(JsonNode? unit, List<string> causes)
    {
        if (unit is null)
            return;
        string implementation = JsonText.Text(unit, "implementation");
        bool isPrepackaged = implementation.EndsWith("_SERVER", StringComparison.Ordinal) && implementation != "HUGGINGFACE_SERVER";
        if (isPrepackaged && JsonText.Text(unit, "modelUri").Length == 0)
            causes.Add("Predictive unit modelUri required when using standalone servers");
        if (unit["logger"] is JsonObject logger && JsonText.Text(logger, "mode").Length == 0)
            causes.Add("Logger specified but no mode");
        foreach (JsonNode? child in unit["children"] as JsonArray ?? [])
            Graph(child, causes);
    }

    internal static bool IsShadow(JsonObject predictor) => predictor["shadow"]?.ToJsonString() == "true";

    internal static long TrafficOf(JsonObject predictor) => JsonText.Number(predictor, "traffic") ?? 0;
}
