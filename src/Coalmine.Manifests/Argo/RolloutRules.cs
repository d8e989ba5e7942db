using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo;

namespace Coalmine.Manifests.Argo;

/// <summary>
/// What Argo refuses as InvalidSpec although the API server takes it (argoproj/argo-rollouts, commit 9f8d111d, pkg/apis/rollouts/validation/validation.go).
/// </summary>
internal static class RolloutRules
{
    /// <summary>Says every rule that a Rollout breaks.</summary>
    public static void Check(ManifestPlace spec, ArgoStrategyKind strategy, ArgoRolloutSpec read, ObjectReading reading)
    {
        if (!spec["selector"].Exists && !spec["workloadRef"].Exists)
            reading.Say(spec["selector"], Messages.RolloutFieldMissing("selector"));
        if (!spec["template"].Exists && !spec["workloadRef"].Exists)
            reading.Say(spec["template"], Messages.RolloutFieldMissing("template"));
        if (spec["template"].Exists && spec["workloadRef"].Exists)
            reading.Say(spec["workloadRef"], Messages.TemplateAndWorkload);
        else if (spec["workloadRef"].Exists)
            reading.Say(spec["workloadRef"], Messages.WorkloadElsewhere);
        if (read.Replicas < 0)
            reading.Say(spec["replicas"], Messages.FieldType("replicas", Messages.Quoted(spec["replicas"].Text), "a whole number from 0"));
        if (strategy == ArgoStrategyKind.BlueGreen)
            reading.Say(spec["strategy"]["blueGreen"], Messages.BlueGreen);
        if (strategy != ArgoStrategyKind.Canary)
            return;
        ManifestPlace canary = spec["strategy"]["canary"];
        CheckPods(canary, read.Canary, reading);
        CheckRouting(canary, read.Canary, reading);
        foreach ((ArgoStep step, ManifestPlace place) in read.Canary.Steps.Zip(canary["steps"].Items))
            CheckStep(step, place, canary, read.Canary, reading);
    }

    private static void CheckPods(ManifestPlace canary, ArgoCanaryStrategy read, ObjectReading reading)
    {
        if (canary["maxSurge"].Exists && canary["maxUnavailable"].Exists && read.MaxSurge.Value == 0 && read.MaxUnavailable.Value == 0)
            reading.Say(canary["maxSurge"], Messages.SurgeAndUnavailableZero);
        if (!read.HasTrafficRouting && canary["scaleDownDelaySeconds"].Exists)
            reading.Say(canary["scaleDownDelaySeconds"], Messages.NeedsTrafficRouting("scaleDownDelaySeconds"));
        if (!read.HasTrafficRouting && read.DynamicStableScale)
            reading.Say(canary["dynamicStableScale"], Messages.NeedsTrafficRouting("dynamicStableScale"));
        if (read.HasTrafficRouting && read.DynamicStableScale && canary["scaleDownDelaySeconds"].Exists)
            reading.Say(canary["scaleDownDelaySeconds"], Messages.DelayWithDynamicScale);
    }

    private static void CheckRouting(ManifestPlace canary, ArgoCanaryStrategy read, ObjectReading reading)
    {
        string canaryService = canary["canaryService"].Text;
        if (canaryService.Length > 0 && canaryService == canary["stableService"].Text)
            reading.Say(canary["canaryService"], Messages.SameService(canaryService));
        if (!read.HasTrafficRouting)
            return;
        ManifestPlace routing = canary["trafficRouting"];
        ManifestPlace rule = routing["istio"]["destinationRule"];
        bool hasServices = canaryService.Length > 0 && canary["stableService"].Text.Length > 0;
        bool hasSubsets = rule["canarySubsetName"].Text.Length > 0 && rule["stableSubsetName"].Text.Length > 0;
        if (!hasServices && !hasSubsets && !canary["pingPong"].Exists)
            reading.Say(routing, Messages.ServicesMissing);
        if (routing["maxTrafficWeight"].Exists && !routing["nginx"].Exists && !routing["plugins"].Exists)
            reading.Say(routing["maxTrafficWeight"], Messages.TotalWeightNotTaken);
        if (routing["maxTrafficWeight"].Exists && read.MaxWeight <= 0)
            reading.Say(routing["maxTrafficWeight"], Messages.FieldType("maxTrafficWeight", Messages.Quoted(routing["maxTrafficWeight"].Text),
                "a number above 0"));
    }

    private static void CheckStep(ArgoStep step, ManifestPlace place, ManifestPlace canary, ArgoCanaryStrategy read, ObjectReading reading)
    {
        switch (step)
        {
            case ArgoStep.SetWeight set when set.Weight < 0 || set.Weight > Math.Max(1, read.MaxWeight):
                reading.Say(place["setWeight"], Messages.WeightOutOfRange(set.Weight, read.MaxWeight));
                break;
            case ArgoStep.SetCanaryScale scale:
                CheckScale(scale.Scale, place["setCanaryScale"], read, reading);
                break;
            case ArgoStep.SetHeaderRoute route:
                CheckRoute(route.Name, "setHeaderRoute", place, canary, reading);
                break;
            case ArgoStep.SetMirrorRoute route:
                CheckRoute(route.Name, "setMirrorRoute", place, canary, reading);
                if (route.Percentage is < 0 or > 100)
                    reading.Say(place["setMirrorRoute"]["percentage"], Messages.WeightOutOfRange(route.Percentage, 100));
                break;
        }
    }

    private static void CheckScale(CanaryScale scale, ManifestPlace place, ArgoCanaryStrategy read, ObjectReading reading)
    {
        if (!read.HasTrafficRouting)
            reading.Say(place, Messages.NeedsTrafficRouting("setCanaryScale"));
        if (scale is { Replicas: null, Weight: null, MatchesTrafficWeight: false })
            reading.Say(place, Messages.ScaleEmpty);
        if (scale.Replicas < 0)
            reading.Say(place["replicas"], Messages.FieldType("replicas", Messages.Quoted(place["replicas"].Text), "a whole number from 0"));
    }

    private static void CheckRoute(string name, string kind, ManifestPlace step, ManifestPlace canary, ObjectReading reading)
    {
        ManifestPlace routing = canary["trafficRouting"];
        if (!routing.Exists)
            reading.Say(step[kind], Messages.NeedsTrafficRouting(kind));
        else if (!routing["managedRoutes"].Items.Any(item => item["name"].Text == name))
            reading.Say(step[kind]["name"], Messages.RouteNotManaged(name));
    }
}
