using System.Collections.Immutable;
using System.Globalization;

namespace Coalmine.Rollouts.Controllers.Argo;

/// <summary>
/// What makes a Rollout with a canary strategy an invalid one (pkg/apis/rollouts/validation). Argo then sets the condition InvalidSpec and does nothing else:
/// no scaling, no traffic, no abort.
/// </summary>
public static class ArgoRolloutRules
{
    /// <summary>The reasons, each with its field; empty for a valid Rollout.</summary>
    public static ImmutableArray<string> Problems(ArgoRolloutSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ImmutableArray<string>.Builder problems = ImmutableArray.CreateBuilder<string>();
        if (spec.Canary is { MaxSurge.Value: 0, MaxUnavailable.Value: 0 })
            problems.Add("spec.strategy.canary: maxSurge and maxUnavailable both are zero");
        for (int i = 0; i < spec.Canary.Steps.Length; i++)
        {
            if (Problem(spec.Canary.Steps[i], spec.Canary) is { } problem)
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"spec.strategy.canary.steps[{i}]: {problem}"));
        }

        return problems.ToImmutable();
    }

    private static string? Problem(ArgoStep step, ArgoCanaryStrategy canary) => step switch
    {
        ArgoStep.SetWeight set when set.Weight < 0 || set.Weight > canary.MaxWeight =>
            string.Create(CultureInfo.InvariantCulture, $"setWeight {set.Weight} is not between 0 and {canary.MaxWeight}"),
        ArgoStep.Pause { Seconds: < 0 } => "the pause's duration cannot be read, or is negative",
        ArgoStep.SetCanaryScale when !canary.HasTrafficRouting => "setCanaryScale needs trafficRouting",
        ArgoStep.SetHeaderRoute or ArgoStep.SetMirrorRoute when !canary.HasTrafficRouting => "managed routes need trafficRouting",
        ArgoStep.Analyze { Spec: var analysis } => analysis.Metrics
            .Where(metric => !string.IsNullOrEmpty(metric.Interval) && (metric.Count?.Value ?? 0) == 0)
            .Select(metric => $"metric {metric.Name} runs indefinitely, since it has an interval and no count")
            .FirstOrDefault(),
        _ => null,
    };
}
