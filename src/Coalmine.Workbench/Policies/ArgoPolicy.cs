using System.Globalization;
using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Journal;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Workbench.Policies;

/// <summary>Makes a policy of a Rollout of Argo's.</summary>
internal static class ArgoPolicy
{
    /// <summary>The policy, or why its metrics cannot be measured in a simulated world.</summary>
    public static ReadResult<ForeignPolicy> Of(RolloutManifest rollout, ManifestSet set, ManifestOptions options)
    {
        switch (ArgoController.Prepare(rollout.Spec, options.Release))
        {
            case ArgoPreparation.Ready ready:
                return new ReadResult<ForeignPolicy>.Read(new ForeignPolicy(Manifest(rollout, set, options, ready.Controller)), []);
            case ArgoPreparation.Refused refused:
                ManifestPlace place = rollout.Origin.Place["spec"]["strategy"];
                return new ReadResult<ForeignPolicy>.Refused(
                    [.. refused.Reasons.Select(reason => Diagnostic.At(place.File, place.Start, ScenarioMessages.CannotMeasure(reason)))]);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static ForeignManifest Manifest(RolloutManifest rollout, ManifestSet set, ManifestOptions options, ArgoController controller) => new()
    {
        Name = ManifestPolicies.NameOf(rollout.Origin, set),
        About = $"{rollout.Origin}, as Argo Rollouts {(options.Release == ArgoRelease.V1_9 ? "1.9" : "1.10")} carries it out",
        Files = ManifestPolicies.FilesOf(rollout.Origin, set),
        Controller = controller,
        Names = rollout.Arms,
        PodsAt = rollout.Origin.Place["spec"]["replicas"] is { Exists: true } replicas ? replicas : rollout.Canary,
        Pods = new ForeignPods(rollout.Spec.Replicas, MostCanary(rollout.Spec)),
        Places = [.. controller.Measurements.Queries.Select(need => PlaceOf(rollout, controller.Words.Checks[need.Check]))],
    };

    private static int MostCanary(ArgoRolloutSpec spec)
    {
        int most = spec.Replicas;
        foreach (ArgoStep step in spec.Canary.Steps)
            if (step is ArgoStep.SetCanaryScale { Scale: var scale })
                most = Math.Max(most, scale.Replicas ?? (int)Math.Ceiling((scale.Weight ?? 0) * (double)spec.Replicas / 100));
        return most;
    }

    // Checks are named after their run and their metric, runs after where they stand.
    private static QueryPlace PlaceOf(RolloutManifest rollout, CheckName check)
    {
        foreach (AnalysisUse use in rollout.Analyses)
        {
            string run = use.Kind == AnalysisUseKind.Background ? "background" : string.Create(CultureInfo.InvariantCulture, $"step {use.Step + 1}");
            if (!check.Check.StartsWith(run + " ", StringComparison.Ordinal))
                continue;
            if (use.Metrics.FirstOrDefault(metric => metric.Spec.Name == check.Metric) is { Query: { } query })
                return new QueryPlace(query.Place.File, query.PositionOf);
        }

        ManifestPlace place = rollout.Canary;
        return new QueryPlace(place.File, _ => place.Start);
    }
}
