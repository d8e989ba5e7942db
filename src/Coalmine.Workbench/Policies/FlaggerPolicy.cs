using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.Queries;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Flagger;
using Coalmine.Rollouts.Controllers.Flagger.Metrics;
using Coalmine.Rollouts.Controllers.Flagger.Specs;
using Coalmine.Workbench.Scenarios;

namespace Coalmine.Workbench.Policies;

/// <summary>Makes a policy of a Canary of Flagger's.</summary>
internal static class FlaggerPolicy
{
    /// <summary>The policy; one that binds to no world where its metrics are in stores that no simulated one has.</summary>
    public static RolloutPolicy Of(CanaryManifest canary, ManifestSet set, ManifestOptions options)
    {
        FlaggerProvider provider = canary.AssumedController;
        FlaggerController controller = Matching(canary.Spec, provider, options.Match ?? 1);
        ImmutableArray<Diagnostic> elsewhere =
        [
            .. controller.Checks.All.Where(check => check.Problem.Length == 0 && !check.IsPrometheus)
                .Select(check => Elsewhere(MetricOf(canary, check), check.Store)),
        ];
        if (!elsewhere.IsEmpty)
            return new UnaskablePolicy(ManifestPolicies.NameOf(canary.Origin, set), ManifestPolicies.NamesOf(canary.Files), elsewhere);
        ForeignTraffic traffic = FlaggerTraffic.Of(canary, share => Matching(canary.Spec, provider, share), provider, options);
        return new ForeignPolicy(new ForeignManifest
        {
            Name = ManifestPolicies.NameOf(canary.Origin, set),
            About = $"{canary.Origin}, as Flagger 1.44 carries it out (provider {(canary.Spec.Provider.Length > 0 ? canary.Spec.Provider : provider.Name)}; "
                + $"a new revision is noticed after half an interval{(canary.Spec.EffectiveAnalysis.Hooks.IsEmpty ? "" : "; hooks answer 200")})"
                + string.Concat(traffic.Words.Select(sentence => $"; {sentence}")),
            Traffic = traffic,
            Files = ManifestPolicies.NamesOf(canary.Files),
            Key = ManifestPolicies.KeyOf(canary.Origin, canary.Files, options),
            Controller = controller,
            Names = canary.Arms,
            PodsAt = canary.Spec.AutoscalerMinimum > 1 ? canary.Scaler!.LeastAt : canary.Target?.Place ?? canary.Origin.Place["spec"],
            Pods = new ForeignPods(PodsOf(canary.Spec), PodsOf(canary.Spec)),
            Places = [.. controller.Measurements.Queries.Select(need => PlaceOf(canary, controller.Checks.All[need.Check]))],
        });
    }

    private static FlaggerController Matching(FlaggerCanarySpec spec, FlaggerProvider provider, double share) => new(spec, new FlaggerOptions
    {
        Controller = provider,
        Detection = spec.EffectiveAnalysis.EffectiveInterval / 2,
        MatchedShare = 100 * share,
    });

    /// <summary>
    /// The pods of both arms: the primary is a copy of the target and runs as many (fluxcd/flagger 15bd6ad5, pkg/canary/deployment_controller.go); where an
    /// autoscaler is named, its minimum if above one. Nothing where the files do not have the target.
    /// </summary>
    internal static int? PodsOf(FlaggerCanarySpec spec) =>
        spec.AutoscalerMinimum > 1 ? spec.AutoscalerMinimum : spec.TargetReplicas > 0 ? spec.TargetReplicas : null;

    private static CanaryMetric MetricOf(CanaryManifest canary, FlaggerCheck check) => canary.Metrics.First(each => each.Spec == check.Metric);

    private static Diagnostic Elsewhere(CanaryMetric metric, string store)
    {
        ManifestPlace place = metric.Template?.Origin.Place["spec"]["provider"]["type"] ?? metric.Place;
        return Diagnostic.At(
            place.File,
            place.Start,
            ScenarioMessages.CannotMeasure($"metric {metric.Spec.Name}: the provider '{store}' cannot be asked here; only Prometheus can"));
    }

    private static QueryPlace PlaceOf(CanaryManifest canary, FlaggerCheck check)
    {
        CanaryMetric metric = MetricOf(canary, check);
        WrittenQuery? written = check.Kind == FlaggerCheckKind.Custom ? metric.Query ?? metric.Template?.Query : null;
        // Templates are filled in and their white space is folded: a place in the query says little about one in the file.
        ManifestPlace place = written?.Place ?? metric.Place;
        return new QueryPlace(place.File, _ => place.Start);
    }
}
