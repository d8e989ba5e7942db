using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.Workloads;
using Coalmine.Workbench.Policies;

namespace Coalmine.Workbench.Explanations.Words;

/// <summary>Where the number of pods of what decides comes from, in words.</summary>
internal static class WorkloadWords
{
    private const string Five = "five";

    /// <summary>The pods of a Rollout: nothing to say where it writes them itself and nobody changes them.</summary>
    public static IEnumerable<string> OfRollout(RolloutManifest rollout)
    {
        if (rollout.Scaler is { } scaler)
            yield return $"{Scaled(scaler)}: the {Sentences.Count(rollout.Running.Replicas, "pod")} of the start stay";
        if (rollout.Workload is { } workload && !rollout.Origin.Place["spec"]["replicas"].Exists)
            yield return $"Argo takes the pod template of {workload.Origin} and not its {Sentences.Count(workload.Written, "replica")}: without "
                + $"`replicas` of its own a Rollout has {Sentences.Number(rollout.Spec.Replicas)}";
    }

    /// <summary>The pods of a Canary's target and of its primary.</summary>
    public static IEnumerable<string> OfTarget(CanaryManifest canary)
    {
        if (canary.Scaler is { } scaler)
            yield return $"{Scaled(scaler)}: target and primary stay at {Sentences.Count(FlaggerPolicy.PodsOf(canary.Spec) ?? 1, "pod")}";
        else if (canary.Target is { Written: > 0 } target)
            yield return $"target and primary run the {Sentences.Count(target.Written, "replica")} of {target.Origin} "
                + $"({target.Place.File}:{target.Place.Start})";
    }

    /// <summary>How many pods the primary has in a schedule.</summary>
    public static string PrimaryPods(CanaryManifest canary) => FlaggerPolicy.PodsOf(canary.Spec) is { } pods ? Sentences.Number(pods) : Five;

    private static string Scaled(ScalerManifest scaler) =>
        $"{scaler.Origin} ({scaler.LeastAt.File}:{scaler.LeastAt.Start}) may run {Sentences.Number(scaler.Least)} to "
            + $"{(scaler.Most is { } most ? Sentences.Number(most) : "any number of")} pods, and what it would do is not simulated";
}
