using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Serving;

namespace Coalmine.Manifests.Serving;

/// <summary>
/// Reads an InferenceService of KServe (v1beta1; v0.20.0, commit 1fb781055dd1) or of its predecessor KFServing (v1alpha2). What a canary is depends on the
/// deployment mode (pkg/controller/v1beta1/inferenceservice/utils/utils.go, <c>GetDeploymentMode</c>): on Knative the file holds the new version only.
/// </summary>
internal static class InferenceServiceReader
{
    private const string ModeKey = "serving.kserve.io/deploymentMode";

    /// <summary>Reads the object; nothing where it is refused, and then the reason has been said.</summary>
    public static ServingTopology? Read(KubernetesObject source, DiagnosticList said)
    {
        CarrierReading reading = new(source, said);
        if (!reading.Begin("serving.kserve.io/v1beta1", "serving.kubeflow.org/v1beta1", "serving.kubeflow.org/v1alpha2"))
            return null;
        if (source.Group == "serving.kubeflow.org")
            reading.Say(source.Place["apiVersion"], Messages.OldVersion(source.ApiVersion, "`serving.kserve.io/v1beta1`"));
        return source.ApiVersion.EndsWith("/v1alpha2", StringComparison.Ordinal) ? KFServingReader.Read(reading) : ReadV1beta1(reading);
    }

    private static ServingTopology? ReadV1beta1(CarrierReading reading)
    {
        ManifestPlace spec = reading.Spec;
        bool hasOldShape = spec["default"].Exists || spec["canaryTrafficPercent"].Exists || spec["canary"].Node is Node.Mapping;
        if (spec["default"].Exists)
            reading.Say(spec["default"], Messages.DefaultInV1beta1);
        if (spec["canaryTrafficPercent"].Exists)
            reading.Say(spec["canaryTrafficPercent"], Messages.PercentAtTop);
        if (spec["canary"].Node is Node.Mapping)
            reading.Say(spec["canary"], Messages.CanaryIsNoList);
        reading.Values.Known(spec, "spec", "predictor", "transformer", "explainer", "canary", "default", "canaryTrafficPercent");
        if (!spec["predictor"].Exists && !spec["default"].Exists)
            reading.Say(spec["predictor"], Messages.FieldMissing("predictor", "spec"));
        string mode = ReadMode(reading);
        if (hasOldShape || !reading.Values.Mapping(spec["predictor"]))
            return null;
        if (mode == "Standard")
            return StandardCanaryReader.Read(reading);
        if (spec["canary"].Exists)
            reading.Say(spec["canary"], Messages.CanaryNeedsStandard(mode));
        return mode == "ModelMesh" ? ReadModelMesh(reading) : ReadKnative(reading);
    }

    private static string ReadMode(CarrierReading reading)
    {
        ManifestPlace annotations = reading.Source.Place["metadata"]["annotations"];
        ManifestPlace mode = annotations[ModeKey];
        if (annotations["serving.knative.dev/rollout-duration"].Exists)
            reading.Say(annotations["serving.knative.dev/rollout-duration"], Messages.KnativeRamp);
        if (!mode.Exists)
        {
            reading.Say(reading.Source.Place["kind"], Messages.ModeAssumed);
            return "Knative";
        }

        return reading.Word(mode, "Knative", "Serverless", "Standard", "RawDeployment", "ModelMesh") switch
        {
            "Standard" or "RawDeployment" => "Standard",
            "ModelMesh" => "ModelMesh",
            _ => "Knative",
        };
    }

    // Reconcilers/knative/ksvc_reconciler.go: one target, or the latest revision at p and the one that last had everything at 100 - p.
    private static ServingTopology? ReadKnative(CarrierReading reading)
    {
        ImmutableArray<ServingArm>.Builder arms = ImmutableArray.CreateBuilder<ServingArm>();
        ImmutableArray<ServingRoute>.Builder routes = ImmutableArray.CreateBuilder<ServingRoute>();
        foreach (string component in new[] { "predictor", "transformer", "explainer" })
        {
            ManifestPlace place = reading.Spec[component];
            if (!reading.Values.Mapping(place))
                continue;
            ComponentScale scale = ComponentReader.Read(reading, place);
            int? percent = reading.Percent(place["canaryTrafficPercent"]);
            string suffix = component == "predictor" ? "" : $"-{component}";
            if (percent is { } share)
            {
                reading.Say(place["canaryTrafficPercent"], Messages.KnativeSplit(share));
                arms.Add(Arm($"prev{suffix}", ServingRole.Baseline, scale) with { Model = "" });
                arms.Add(Arm($"latest{suffix}", ServingRole.Canary, scale));
                routes.Add(new ServingRoute(component, [new ArmShare(arms.Count - 2, 100 - share), new ArmShare(arms.Count - 1, share)]));
                continue;
            }

            arms.Add(Arm($"latest{suffix}", ServingRole.Baseline, scale));
            routes.Add(new ServingRoute(component, [new ArmShare(arms.Count - 1, 100)]));
        }

        return reading.HasErrors ? null
            : Carriers.Finish(reading, ServingPlatform.KServeKnative, arms.ToImmutable(), routes.ToImmutable(), rolesAreKnown: true);
    }

    private static ServingTopology? ReadModelMesh(CarrierReading reading)
    {
        ComponentScale scale = ComponentReader.Read(reading, reading.Spec["predictor"]);
        ManifestPlace percent = reading.Spec["predictor"]["canaryTrafficPercent"];
        _ = reading.Percent(percent);
        if (percent.Exists)
            reading.Say(percent, Messages.PercentIgnored("ModelMesh"));
        return reading.HasErrors ? null : Carriers.Finish(reading, ServingPlatform.KServeModelMesh, [Arm("predictor", ServingRole.Baseline, scale)],
            [new ServingRoute("predictor", [new ArmShare(0, 100)])], rolesAreKnown: true);
    }

    private static ServingArm Arm(string name, ServingRole role, ComponentScale scale) =>
        new(name, role) { Replicas = scale.Least, Scaling = scale.Scaling, Model = scale.Model };
}
