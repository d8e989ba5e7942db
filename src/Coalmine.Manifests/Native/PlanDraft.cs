using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Manifests.Native;

/// <summary>A plan whose steps may still wait for the policy's minimum of evidence.</summary>
/// <param name="Plan">The plan; steps without a minimum of their own have none yet.</param>
/// <param name="OwnEvidence">For each step, whether its minimum is its own.</param>
/// <param name="MaximumPosition">Where the maximum is written.</param>
internal sealed record PlanDraft(RolloutPlan Plan, ImmutableArray<bool> OwnEvidence, TextPosition MaximumPosition)
{
    /// <summary>The plan, with the policy's minimum wherever a step has none of its own. Says so when the plan cannot be finished in its maximum.</summary>
    public RolloutPlan WithEvidence(EvidenceMinimum minimum, DiagnosticList said)
    {
        RolloutPlan plan = Plan with
        {
            Steps = [.. Plan.Steps.Zip(OwnEvidence, (step, own) => own ? step : step with { Minimum = minimum })],
        };

        TimeSpan needed = plan.Steps.Aggregate(plan.Shadow, (sum, step) => sum + ShortestTime(step));
        if (needed > plan.Maximum)
            said.Add(MaximumPosition, Messages.PlanAboveMaximum(Readers.DurationReader.Show(needed), Readers.DurationReader.Show(plan.Maximum)));
        return plan;
    }

    private static TimeSpan ShortestTime(PlanStep step)
    {
        // The product is a number of looks by a length of time and may lie beyond what a TimeSpan can hold.
        double looks = Math.Min(step.Every.TotalSeconds * step.Passes, TimeSpan.FromDays(3650).TotalSeconds);
        TimeSpan shortest = TimeSpan.FromSeconds(looks);
        if (step.Bake > shortest)
            shortest = step.Bake;
        return step.Minimum.Duration > shortest ? step.Minimum.Duration : shortest;
    }
}
