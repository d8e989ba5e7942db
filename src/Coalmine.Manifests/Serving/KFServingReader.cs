using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Serving;

namespace Coalmine.Manifests.Serving;

/// <summary>
/// Reads an InferenceService of KFServing v1alpha2 (kfserving v0.4.1, commit f16a9cecfd0a): default and canary written out, one percentage beside them.
/// </summary>
internal static class KFServingReader
{
    /// <summary>Reads the object; nothing where it is refused, and then the reason has been said.</summary>
    public static ServingTopology? Read(CarrierReading reading)
    {
        ManifestPlace spec = reading.Spec;
        reading.Values.Known(spec, "spec", "default", "canary", "canaryTrafficPercent");
        if (!spec["default"].Exists)
            reading.Say(spec["default"], Messages.FieldMissing("default", "spec"));
        int? percent = reading.Percent(spec["canaryTrafficPercent"]);
        bool hasCanary = spec["canary"].Exists;
        if (percent is not null && !hasCanary)
            reading.Say(spec["canaryTrafficPercent"], Messages.PercentWithoutCanary);
        ServingArm? baseline = ReadEndpoint(reading, spec["default"], "default", ServingRole.Baseline);
        ServingArm? canary = hasCanary ? ReadEndpoint(reading, spec["canary"], "canary", ServingRole.Canary) : null;
        if (reading.HasErrors || baseline is null)
            return null;
        ImmutableArray<ArmShare> shares = canary is null
            ? [new ArmShare(0, 100)]
            : [new ArmShare(0, 100 - (percent ?? 0)), new ArmShare(1, percent ?? 0)];
        return Carriers.Finish(reading, ServingPlatform.KFServing, canary is null ? [baseline] : [baseline, canary],
            [new ServingRoute("predictor", shares)], rolesAreKnown: true);
    }

    private static ServingArm? ReadEndpoint(CarrierReading reading, ManifestPlace place, string name, ServingRole role)
    {
        if (!reading.Values.Mapping(place))
            return null;
        reading.Values.Known(place, name, "predictor", "transformer", "explainer");
        if (!place["predictor"].Exists)
            reading.Say(place["predictor"], Messages.FieldMissing("predictor", name));
        if (!reading.Values.Mapping(place["predictor"]))
            return null;
        ComponentScale scale = ComponentReader.Read(reading, place["predictor"]);
        return new ServingArm(name, role) { Replicas = scale.Least, Scaling = scale.Scaling, Model = scale.Model };
    }
}
