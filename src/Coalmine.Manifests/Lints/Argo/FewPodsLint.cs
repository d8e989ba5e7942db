using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Controllers.Argo.Replicas;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>Replica rounding of the basic canary (argo-rollouts, utils/replicaset/canary.go).</summary>
internal sealed class FewPodsLint() : RolloutLint("CM1740", Severity.Warning, "a weight that so few pods cannot give")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(RolloutManifest rollout)
    {
        if (rollout.Spec.Canary.HasTrafficRouting || rollout.Running.Replicas <= 0)
            yield break;
        int most = rollout.Spec.Canary.MaxWeight;
        int surge = rollout.Spec.Canary.MaxSurge.Of(rollout.Running.Replicas, roundsUp: true);
        foreach ((ArgoStep step, ManifestPlace place) in rollout.Spec.Canary.Steps.Zip(rollout.Steps))
        {
            if (step is not ArgoStep.SetWeight { Weight: > 0 } set || set.Weight >= most)
                continue;
            ArmReplicas pods = BasicTarget.Of(rollout.Running.Replicas, set.Weight, most, surge);
            double share = 100.0 * pods.Canary / Math.Max(1, pods.Canary + pods.Stable);
            if (Math.Abs(share - set.Weight) <= Math.Max(2.5, 0.2 * set.Weight))
                continue;
            yield return At(
                place["setWeight"],
                string.Create(LintWords.Culture, $"Without `trafficRouting` the share of the pods is the share of the traffic: at `replicas: "
                    + $"{rollout.Running.Replicas}` this step runs {pods.Canary} canary and {pods.Stable} stable pods, so the canary gets about {share:0} %."),
                "Run more replicas, choose a weight that they can give, or add `trafficRouting`.");
        }
    }
}
