using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Serving;

namespace Coalmine.Manifests.Serving;

/// <summary>
/// Reads an InferenceService in Standard mode, whose canaries are a list beside the stable predictor (KServe v0.20.0:
/// pkg/apis/serving/v1beta1/inference_service_validation.go, <c>validateCanarySpecs</c>; replicas: components/predictor.go).
/// </summary>
internal static class StandardCanaryReader
{
    private static readonly ImmutableArray<string> Forbidden = ["maxReplicas", "scaleTarget", "scaleMetric", "autoScaling", "workerSpec"];

    /// <summary>Reads the object; nothing where it is refused, and then the reason has been said.</summary>
    public static ServingTopology? Read(CarrierReading reading)
    {
        ManifestPlace predictor = reading.Spec["predictor"];
        ComponentScale stable = ComponentReader.Read(reading, predictor);
        ManifestPlace ignored = predictor["canaryTrafficPercent"];
        _ = reading.Percent(ignored);
        if (ignored.Exists)
            reading.Say(ignored, Messages.PercentIgnored("Standard"));
        foreach (string component in new[] { "transformer", "explainer" })
        {
            if (reading.Values.Mapping(reading.Spec[component]))
                _ = ComponentReader.Read(reading, reading.Spec[component]);
        }

        ImmutableArray<ManifestPlace> canaries = [.. reading.Values.List(reading.Spec["canary"]).Where(reading.Values.Mapping)];
        ImmutableArray<Canary> read = [.. canaries.Select(canary => ReadCanary(reading, canary, stable))];
        reading.RefuseTwice("Predictor", canaries.Select(canary => canary["predictor"]["name"]).Prepend(predictor["name"]));
        long sum = read.Sum(canary => (long)canary.Percent);
        if (sum > 100)
            reading.Say(reading.Spec["canary"], Messages.CanariesTakeTooMuch(sum));
        if (reading.HasErrors)
            return null;
        if (!read.IsEmpty)
            reading.Say(reading.Spec["canary"], Messages.StandardNotRouted);

        int left = Math.Max(1, stable.Least - (int)Math.Min(int.MaxValue, read.Sum(canary => (long)(canary.Arm.Replicas ?? 0))));
        string name = predictor["name"].Text;
        ServingArm baseline = new(name.Length > 0 ? name : "predictor", ServingRole.Baseline)
        {
            Replicas = left,
            Scaling = stable.Scaling is { } scaling ? scaling with { Least = left } : null,
            Model = stable.Model,
        };
        return Carriers.Finish(reading, ServingPlatform.KServeStandard,
            [baseline, .. read.Select((canary, i) => canary.Arm with { Role = i == 0 ? ServingRole.Canary : ServingRole.Other })],
            [new ServingRoute("predictor", [new ArmShare(0, 100 - sum), .. read.Select((canary, i) => new ArmShare(i + 1, canary.Percent))])],
            rolesAreKnown: true);
    }

    private static Canary ReadCanary(CarrierReading reading, ManifestPlace place, ComponentScale stable)
    {
        reading.Values.Known(place, "a canary", "predictor", "trafficPercent");
        ManifestPlace predictor = place["predictor"];
        int percent = reading.Percent(place["trafficPercent"]) ?? 0;
        if (!predictor.Exists)
            reading.Say(predictor, Messages.FieldMissing("predictor", "a canary"));
        if (!reading.Values.Mapping(predictor))
            return new Canary(new ServingArm("", ServingRole.Canary), percent);
        foreach (string field in Forbidden)
        {
            if (predictor[field].Exists)
                reading.Say(predictor[field], Messages.NotOnACanary(field));
        }

        ComponentScale scale = ComponentReader.Read(reading, predictor);
        int? least = predictor["minReplicas"].Exists ? scale.Least : null;
        if (least > stable.Least)
            reading.Say(predictor["minReplicas"], Messages.CanaryAboveStable(least.Value, stable.Least));
        ServingArm arm = new(reading.Values.Needed(predictor["name"], "the predictor of a canary"), ServingRole.Canary)
        {
            // The stable predictor's pods times the share, rounded up.
            Replicas = least ?? (int)(((long)stable.Least * percent + 99) / 100),
            Model = scale.Model,
        };
        return new Canary(arm, percent);
    }

    private readonly record struct Canary(ServingArm Arm, int Percent);
}
