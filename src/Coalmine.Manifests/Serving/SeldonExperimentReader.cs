using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Serving;

namespace Coalmine.Manifests.Serving;

/// <summary>
/// Reads an Experiment of Seldon Core v2 (operator/apis/mlops/v1alpha1/experiment_types.go, v2.10.2, commit 8ca3c3c741d6). What the scheduler refuses
/// (scheduler/pkg/store/experiment/validate.go) is refused here; on a cluster it shows up only in the object's status.
/// </summary>
internal static class SeldonExperimentReader
{
    /// <summary>Reads the object; nothing where it is refused, and then the reason has been said.</summary>
    public static ServingTopology? Read(KubernetesObject source, DiagnosticList said)
    {
        CarrierReading reading = new(source, said);
        if (!reading.Begin("mlops.seldon.io/v1alpha1"))
            return null;
        ManifestPlace spec = reading.Spec;
        reading.Values.Known(spec, "spec", "default", "candidates", "mirror", "resourceType");
        reading.Word(spec["resourceType"], "model", "pipeline");

        ImmutableArray<ManifestPlace> candidates = [.. reading.Values.List(spec["candidates"]).Where(reading.Values.Mapping)];
        string[] names = [.. candidates.Select(candidate => reading.Values.Needed(candidate["name"], "a candidate"))];
        ImmutableArray<ArmShare> shares = [.. candidates.Select((candidate, i) => new ArmShare(i, ReadWeight(reading, candidate)))];
        string usual = reading.Values.Text(spec["default"]);
        if (usual.Length > 0 && !names.Contains(usual))
            reading.Say(spec["default"], Messages.ExperimentDefaultUnknown(usual, names));

        ManifestPlace mirror = spec["mirror"];
        bool hasMirror = reading.Values.Mapping(mirror);
        int percent = hasMirror ? reading.Percent(mirror["percent"]) ?? 0 : 0;
        string mirrored = hasMirror ? reading.Values.Needed(mirror["name"], "mirror") : "";
        if (hasMirror)
            reading.Values.Known(mirror, "mirror", "name", "percent");
        if (candidates.IsEmpty && !hasMirror)
            reading.Say(spec, Messages.ExperimentIsEmpty);
        reading.RefuseTwice("Candidate", candidates.Select(candidate => candidate["name"]).Append(mirror["name"]));
        if (candidates.Length > 0 && shares.All(share => share.Weight == 0) && !reading.HasErrors)
            reading.Say(spec["candidates"], Messages.NobodyAnswers("the candidates"));
        if (reading.HasErrors)
            return null;

        ImmutableArray<ServingArm> arms = [.. names.Select(name => new ServingArm(name, ServingRole.Other))];
        arms = usual.Length == 0 ? ArmRoles.Guess(arms) : WithBaseline(arms, usual);
        if (hasMirror)
            arms = arms.Add(new ServingArm(mirrored, ServingRole.Shadow));
        return Carriers.Finish(reading, ServingPlatform.SeldonExperiment, arms,
            [new ServingRoute(usual.Length > 0 ? usual : reading.Name, shares) { Mirrors = hasMirror ? [new ArmMirror(arms.Length - 1, percent)] : [] }],
            rolesAreKnown: usual.Length > 0 && names.Length <= 2);
    }

    private static long ReadWeight(CarrierReading reading, ManifestPlace candidate)
    {
        reading.Values.Known(candidate, "a candidate", "name", "weight");
        return reading.Whole(candidate["weight"], 0, int.MaxValue, "whole numbers from 0; shares are relative to their sum") ?? 0;
    }

    // The default serves without the experiment; the first other candidate is tried.
    private static ImmutableArray<ServingArm> WithBaseline(ImmutableArray<ServingArm> arms, string usual)
    {
        int canary = 0;
        while (canary < arms.Length && arms[canary].Name == usual)
            canary++;
        return [.. arms.Select((arm, i) => arm with
        {
            Role = arm.Name == usual ? ServingRole.Baseline : i == canary ? ServingRole.Canary : ServingRole.Other,
        })];
    }
}
