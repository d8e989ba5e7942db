using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lints;
using Coalmine.Manifests.Native;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Workbench.Pairings;

namespace Coalmine.Workbench.Advice;

/// <summary>Advice before a run as findings at the places of the checks, for lint.</summary>
public static class AdviceFindings
{
    /// <summary>What can be said of a policy of ours in a world, or why the two do not go together.</summary>
    public static ImmutableArray<Finding> Of(PolicyFile policy, LoadedScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(scenario);
        return BoundPolicy.Bind(policy.Policy, scenario.World.Shape) switch
        {
            PolicyBinding.Bound bound => [.. new PairingAdvice(scenario, bound.Policy).Before.Select(item => At(policy, scenario, item))],
            PolicyBinding.Refused refused => [.. refused.Problems.Select(problem => Finding.Of(policy.Locate(problem)))],
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static Finding At(PolicyFile policy, LoadedScenario scenario, AdviceItem item) => new(
        item.Id,
        Severity.Warning,
        policy.File,
        default,
        item.Check >= 0 ? policy.CheckPositions[item.Check] : TextPosition.Start,
        $"In {scenario.Facts.Name}: {item.Text}",
        item.Instead);
}
