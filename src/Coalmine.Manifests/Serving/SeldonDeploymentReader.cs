using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Kubernetes;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Serving;

namespace Coalmine.Manifests.Serving;

/// <summary>
/// Reads a SeldonDeployment of Seldon Core v1. Rules: its validating webhook (operator/apis/machinelearning.seldon.io/v1/seldondeployment_webhook.go, v1.18.2,
/// commit 5e8a1698726e); what is done with traffic: operator/controllers/seldondeployment_controller.go.
/// </summary>
internal static class SeldonDeploymentReader
{
    private static readonly ImmutableArray<string> SpecKeys =
        ["name", "predictors", "annotations", "oauth_key", "oauth_secret", "protocol", "transport", "replicas", "serverType"];

    private static readonly ImmutableArray<string> PredictorKeys =
    [
        "name", "traffic", "shadow", "replicas", "graph", "componentSpecs", "labels", "annotations", "engineResources", "svcOrchSpec", "explainer", "ssl",
        "progressDeadlineSeconds",
    ];

    /// <summary>Reads the object; nothing where it is refused, and then the reason has been said.</summary>
    public static ServingTopology? Read(KubernetesObject source, DiagnosticList said)
    {
        CarrierReading reading = new(source, said);
        if (!reading.Begin("machinelearning.seldon.io/v1", "machinelearning.seldon.io/v1alpha3", "machinelearning.seldon.io/v1alpha2"))
            return null;
        ManifestPlace spec = reading.Spec;
        reading.Values.Known(spec, "spec", SpecKeys);
        if (reading.Values.Text(spec["name"]) is { Length: > 0 } old && old != reading.Name)
            reading.Say(spec["name"], Messages.SeldonSpecName(old, reading.Name));
        reading.Word(spec["protocol"], "seldon", "tensorflow", "kfserving", "v2");
        reading.Word(spec["transport"], "rest", "grpc");
        int? replicas = reading.Replicas(spec["replicas"]);
        ImmutableArray<Predictor> predictors =
            [.. reading.NeededItems(spec["predictors"], "spec", "at least one predictor").Select(place => ReadPredictor(reading, place, replicas))];
        CheckTraffic(reading, predictors);
        if (reading.HasErrors || predictors.IsEmpty)
            return null;

        ImmutableArray<ServingArm> arms = ArmRoles.Guess([.. predictors.Select(predictor => predictor.Arm)]);
        bool isAlone = predictors.Count(predictor => !predictor.IsShadow) == 1;
        return Carriers.Finish(reading, ServingPlatform.SeldonDeployment, arms,
        [
            new ServingRoute("predictors",
                [.. predictors.Select((p, i) => (p, i)).Where(one => !one.p.IsShadow).Select(one => new ArmShare(one.i, isAlone ? 100 : one.p.Traffic))])
            {
                Mirrors = [.. predictors.Select((p, i) => (p, i)).Where(one => one.p.IsShadow)
                    .Select(one => new ArmMirror(one.i, one.p.Traffic == 0 ? 100 : one.p.Traffic))],
            },
        ]);
    }

    private static Predictor ReadPredictor(CarrierReading reading, ManifestPlace place, int? common)
    {
        ManifestPlace name = place["name"];
        if (!reading.Values.Mapping(place))
            return new Predictor(place, name, new ServingArm("", ServingRole.Other), 0, IsShadow: false);
        foreach (string role in new[] { "canary", "baseline", "role", "mirror", "weight" })
        {
            if (place[role].Exists)
                reading.Say(place[role], Messages.SeldonNoSuchRole(role));
        }

        reading.Values.Known(place, "a predictor", [.. PredictorKeys, "canary", "baseline", "role", "mirror", "weight"]);
        bool isShadow = reading.Values.Flag(place["shadow"]);
        int traffic = reading.Percent(place["traffic"]) ?? 0;
        if (isShadow && traffic == 0)
            reading.Say(place["shadow"], Messages.SeldonShadowMirrorsAll);
        (int? ofComponent, ReplicaScaling? scaling) = ReadComponents(reading, place["componentSpecs"]);
        ManifestPlace graph = place["graph"];
        if (!graph.Exists)
            reading.Say(graph, Messages.FieldMissing("graph", "a predictor"));
        if (reading.Values.Mapping(graph))
            ReadUnit(reading, graph, isRoot: true);
        ServingArm arm = new(reading.Values.Needed(name, "a predictor"), isShadow ? ServingRole.Shadow : ServingRole.Other)
        {
            Replicas = reading.Replicas(place["replicas"]) ?? ofComponent ?? common ?? 1,
            Scaling = scaling,
            Model = graph["modelUri"].Text,
            Labels = reading.Texts(place["labels"]),
        };
        _ = reading.Texts(place["annotations"]);
        return new Predictor(place, name, arm, traffic, isShadow);
    }

    // A stage of the graph; depth is limited by that of YAML.
    private static void ReadUnit(CarrierReading reading, ManifestPlace unit, bool isRoot)
    {
        string name = reading.Values.Needed(unit["name"], "a stage of the graph");
        if (!isRoot)
            reading.Say(unit["name"], Messages.SeldonChildAnswers(name));
        string implementation = reading.Values.Text(unit["implementation"]);
        bool needsModel = implementation is "SKLEARN_SERVER" or "XGBOOST_SERVER" or "TENSORFLOW_SERVER" or "MLFLOW_SERVER" or "TRITON_SERVER" or "TEMPO_SERVER";
        if (needsModel && reading.Values.Text(unit["modelUri"]).Length == 0)
            reading.Say(unit["implementation"], Messages.SeldonNeedsModel(implementation));
        if (reading.Values.Mapping(unit["logger"]))
        {
            if (!unit["logger"]["mode"].Exists)
                reading.Say(unit["logger"], Messages.FieldMissing("mode", "logger"));
            reading.Word(unit["logger"]["mode"], "all", "request", "response");
        }

        foreach (ManifestPlace child in reading.Values.List(unit["children"]).Where(reading.Values.Mapping))
            ReadUnit(reading, child, isRoot: false);
    }

    private static (int? Replicas, ReplicaScaling? Scaling) ReadComponents(CarrierReading reading, ManifestPlace components)
    {
        int? replicas = null;
        ReplicaScaling? scaling = null;
        foreach (ManifestPlace component in reading.Values.List(components).Where(reading.Values.Mapping))
        {
            replicas ??= reading.Replicas(component["replicas"]);
            (ManifestPlace autoscaler, string least, string most) = component["kedaSpec"].Exists
                ? (component["kedaSpec"], "minReplicaCount", "maxReplicaCount")
                : (component["hpaSpec"], "minReplicas", "maxReplicas");
            if (reading.Values.Mapping(autoscaler))
                scaling ??= new ReplicaScaling(reading.Replicas(autoscaler[least]) ?? 1, reading.Replicas(autoscaler[most]), "", null);
        }

        return (replicas, scaling);
    }

    private static void CheckTraffic(CarrierReading reading, ImmutableArray<Predictor> predictors)
    {
        if (predictors.IsEmpty)
            return;
        reading.RefuseTwice("Predictor", predictors.Select(predictor => predictor.Name));
        Predictor[] answering = [.. predictors.Where(predictor => !predictor.IsShadow)];
        Predictor[] shadows = [.. predictors.Where(predictor => predictor.IsShadow)];
        foreach (Predictor second in shadows.Skip(1))
            reading.Say(second.Place["shadow"], Messages.SeldonSecondShadow);
        if (answering.Length == 0)
            reading.Say(shadows[0].Place["shadow"], Messages.SeldonShadowAlone);

        // A value that could not be read has its own complaint.
        if (answering.Any(predictor => predictor.Place["traffic"] is { Exists: true } traffic
            && (traffic.Meaning.Kind != ScalarKind.Whole || traffic.Meaning.Whole is < 0 or > 100)))
            return;
        long sum = answering.Sum(predictor => (long)predictor.Traffic);
        if (answering.Length > 1 && sum != 100)
            reading.Say(reading.Spec["predictors"], Messages.SeldonTrafficSum(sum));
        else if (predictors.Length == 1 && sum is > 0 and < 100)
            reading.Say(answering[0].Place["traffic"], Messages.SeldonSingleTraffic(sum));
    }

    private readonly record struct Predictor(ManifestPlace Place, ManifestPlace Name, ServingArm Arm, int Traffic, bool IsShadow);
}
