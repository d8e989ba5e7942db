using Coalmine.Manifests.Argo;
using Coalmine.Rollouts.Controllers.Argo;

namespace Coalmine.Manifests.Lints.Argo;

/// <summary>How long steps take.</summary>
internal static class StepTimes
{
    /// <summary>
    /// Milliseconds of the pauses between the last weight before a step and the step itself; below 0 where no weight precedes it, or a pause has no end.
    /// </summary>
    public static long SinceWeight(RolloutManifest rollout, int step)
    {
        long sum = 0;
        for (int i = Math.Min(step, rollout.Spec.Canary.Steps.Length) - 1; i >= 0; i--)
        {
            switch (rollout.Spec.Canary.Steps[i])
            {
                case ArgoStep.SetWeight:
                    return sum;
                case ArgoStep.Pause { Seconds: { } seconds }:
                    sum += Math.Max(0, seconds) * 1000L;
                    break;
                case ArgoStep.Pause:
                case ArgoStep.Analyze:
                case ArgoStep.Experiment:
                    return -1;
            }
        }

        return -1;
    }
}
