using System.Collections.Immutable;
using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.Native;
using Coalmine.Manifests.PrometheusRules;
using Coalmine.Manifests.Serving;
using Coalmine.Manifests.Sets;
using Coalmine.Workbench.Policies;

namespace Coalmine.Workbench.Explanations;

/// <summary>Explains files: what each object that decides, carries traffic or watches really does.</summary>
public static class ManifestExplanations
{
    /// <summary>
    /// One explanation an object, in the order of the files. Templates are told with the objects that name them; objects that say nothing about a rollout are
    /// passed over.
    /// </summary>
    /// <param name="set">The files.</param>
    /// <param name="options">What they do not say.</param>
    public static ImmutableArray<Explanation> Of(ManifestSet set, ManifestOptions options)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        return [.. set.Objects.Select(found => Of(found, set, options)).OfType<Explanation>()];
    }

    /// <summary>The explanation of a policy of our own.</summary>
    /// <param name="file">The policy.</param>
    public static Explanation Of(PolicyFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return PolicyExplanation.Of(file);
    }

    private static Explanation? Of(KubernetesObject found, ManifestSet set, ManifestOptions options)
    {
        if (set.Rollouts.FirstOrDefault(each => ReferenceEquals(each.Origin, found)) is RolloutManifest rollout)
            return ArgoExplanation.Of(rollout, set, options);
        if (set.Canaries.FirstOrDefault(each => ReferenceEquals(each.Origin, found)) is CanaryManifest canary)
            return FlaggerExplanation.Of(canary, set, options);
        if (set.Carriers.FirstOrDefault(each => ReferenceEquals(each.Source, found)) is CarrierManifest carrier)
            return CarrierExplanation.Of(carrier, set);
        return set.RuleFiles.FirstOrDefault(each => ReferenceEquals(each.Origin, found)) is RuleFileManifest rules ? RuleExplanation.Of(rules, set) : null;
    }
}
