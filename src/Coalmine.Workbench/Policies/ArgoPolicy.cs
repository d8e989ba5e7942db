using System.Globalization;
using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Analysis;
using Coalmine.Rollouts.Journal;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Workbench.Policies;

/// <summary>Makes a policy of a Rollout of Argo's.</summary>
internal static class ArgoPolicy
{
    // The path at which `coalmine live advise` answers analyses, whatever host and port.
    private const string OurAdvice = "/v1/argo/";

    /// <summary>The policy; one that binds to no world where its metrics cannot be measured in a simulated one.</summary>
    public static RolloutPolicy Of(RolloutManifest rollout, ManifestSet set, ManifestOptions options)
    {
        return ArgoController.Prepare(rollout.Running, options.Release) switch
        {
            ArgoPreparation.Ready ready => new ForeignPolicy(Manifest(rollout, set, options, ready.Controller)),
            ArgoPreparation.Refused refused => new UnaskablePolicy(
                ManifestPolicies.NameOf(rollout.Origin, set),
                ManifestPolicies.NamesOf(rollout.Files),
                [.. refused.Reasons.Select(reason => Locate(rollout, reason)).Distinct()]),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static ForeignManifest Manifest(RolloutManifest rollout, ManifestSet set, ManifestOptions options, ArgoController controller) => new()
    {
        Name = ManifestPolicies.NameOf(rollout.Origin, set),
        About = $"{rollout.Origin}, as Argo Rollouts {(options.Release == ArgoRelease.V1_9 ? "1.9" : "1.10")} carries it out",
        Files = ManifestPolicies.NamesOf(rollout.Files),
        Key = ManifestPolicies.KeyOf(rollout.Origin, rollout.Files, options),
        Controller = controller,
        Names = rollout.Arms,
        PodsAt = rollout.ReplicasAt,
        Pods = new ForeignPods(controller.MostBaselinePods, controller.MostCanaryPods),
        Places = [.. controller.Measurements.Queries.Select(need => PlaceOf(rollout, controller.Words.Checks[need.Check]))],
    };

    private static Diagnostic Locate(RolloutManifest rollout, ArgoRefusal reason)
    {
        WrittenMetric? metric = MetricOf(rollout, reason.Check);
        ManifestPlace place = metric?.Place ?? rollout.Canary;
        Message said = metric?.Spec.Providers is [MetricProvider.Web { Url: var url }] && url.Contains(OurAdvice, StringComparison.Ordinal)
            ? ScenarioMessages.AsksOurAdvice(metric.Spec.Name, url)
            : ScenarioMessages.CannotMeasure(reason.Sentence);
        return Diagnostic.At(place.File, place.Start, said);
    }

    private static QueryPlace PlaceOf(RolloutManifest rollout, CheckName check)
    {
        if (MetricOf(rollout, check) is { Query: { } query })
            return new QueryPlace(query.Place.File, query.PositionOf);
        ManifestPlace place = rollout.Canary;
        return new QueryPlace(place.File, _ => place.Start);
    }

    // Checks are named after their run and their metric, runs after where they stand.
    private static WrittenMetric? MetricOf(RolloutManifest rollout, CheckName check)
    {
        foreach (AnalysisUse use in rollout.Analyses)
        {
            string run = use.Kind == AnalysisUseKind.Background ? "background" : string.Create(CultureInfo.InvariantCulture, $"step {use.Step + 1}");
            if (check.Check.StartsWith(run + " ", StringComparison.Ordinal)
                && use.Metrics.FirstOrDefault(metric => metric.Spec.Name == check.Metric) is { } found)
                return found;
        }

        return null;
    }
}
