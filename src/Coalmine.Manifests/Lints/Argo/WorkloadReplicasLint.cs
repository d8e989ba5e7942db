using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Workloads;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>
/// Replicas that are not written become 1 (argo-rollouts, rollout/controller.go, <c>syncHandler</c>); <c>workloadRef</c> lends the template alone.
/// </summary>
internal sealed class WorkloadReplicasLint() : RolloutLint("CM1771", Severity.Warning, "replicas that a Deployment says and a Rollout does not take")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(RolloutManifest rollout)
    {
        if (rollout.Workload is not PodCount workload || rollout.Origin.Place["spec"]["replicas"].Exists || workload.Written == rollout.Running.Replicas)
            yield break;
        yield return At(
            rollout.Origin.Place["spec"]["workloadRef"],
            string.Create(LintWords.Culture, $"`workloadRef` takes the pod template of {workload.Origin} and not its {workload.Written} replicas: without ")
                + string.Create(LintWords.Culture, $"`spec.replicas` of its own this Rollout runs {rollout.Running.Replicas}."),
            string.Create(LintWords.Culture, $"Write `replicas: {workload.Written}` in the Rollout's spec."));
    }
}
