using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Live.Traffic;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Conformance.Hostile;

/// <summary>An InferenceService on Knative, whose canary is the newest revision.</summary>
internal sealed class SteeredKnative : SteeredObject
{
    private const string Field = "canaryTrafficPercent";

    /// <inheritdoc/>
    public override TrafficTarget Target => new()
    {
        Platform = ServingPlatform.KServeKnative,
        Namespace = Namespace,
        Name = Name,
        CanaryModel = "gs://v2",
        BaselineModel = "gs://v1",
    };

    /// <inheritdoc/>
    public override ResourceKind Kind => ResourceKinds.InferenceService;

    /// <inheritdoc/>
    public override ImmutableArray<(string Collection, string Json)> Manifests =>
    [
        (Kind.PathOf(Namespace),
            """
            {"apiVersion":"serving.kserve.io/v1beta1","kind":"InferenceService","metadata":{"name":"fraud","namespace":"ml"},
             "spec":{"predictor":{"sklearn":{"storageUri":"gs://v1"}}}}
            """),
    ];

    /// <inheritdoc/>
    public override int? WeightOf(JsonObject found)
    {
        JsonObject predictor = (JsonObject)found["spec"]!["predictor"]!;
        bool isCanary = ModelOf(found) == "gs://v2";
        if (!predictor.ContainsKey(Field))
            return isCanary ? 100 : 0;

        // At 0 % the newest revision has nothing, whichever model it holds.
        int percent = Number(predictor[Field]);
        return percent is >= 0 and <= 100 ? isCanary ? percent : 0 : null;
    }

    /// <inheritdoc/>
    public override void Edit(JsonObject found, int weight) => found["spec"]!["predictor"]![Field] = weight;

    /// <inheritdoc/>
    public override bool HasCanary(JsonObject found) => ((JsonObject)found["spec"]!["predictor"]!).ContainsKey(Field) && ModelOf(found) == "gs://v2";

    /// <inheritdoc/>
    public override string BaselineModel(JsonObject found, ApiServerCore core) => WeightOf(found) == 100 ? "gs://v2" : "gs://v1";

    private static string ModelOf(JsonObject found) => found["spec"]!["predictor"]!["sklearn"]!["storageUri"]!.ToString();
}
