using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
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

        // In seconds: looks by passes by steps may lie beyond what a TimeSpan can hold.
        double seconds = plan.Steps.Aggregate(plan.Shadow.TotalSeconds, (sum, step) => sum + ShortestSeconds(step));
        if (seconds > plan.Maximum.TotalSeconds)
        {
            TimeSpan needed = TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(36500).TotalSeconds));
            said.Add(MaximumPosition, Messages.PlanAboveMaximum(DurationReader.Show(needed), DurationReader.Show(plan.Maximum)));
        }

        return plan;
    }

    private static double ShortestSeconds(PlanStep step) =>
        Math.Max(step.Every.TotalSeconds * step.Passes, Math.Max(step.Bake.TotalSeconds, step.Minimum.Duration.TotalSeconds));
}
