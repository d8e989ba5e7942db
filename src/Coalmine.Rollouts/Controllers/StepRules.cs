using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers;

/// <summary>The rules of a step that hold whoever shifts the weight: what a look is, how much evidence is enough, how long a step lasts by itself.</summary>
/// <param name="policy">The policy.</param>
internal sealed class StepRules(BoundPolicy policy)
{
    /// <summary>
    /// Looks that share their scrapes are one look: one that comes before the next scrape is due (or while it is late by less than an interval) is not
    /// missing data and decides nothing. After that it is no data.
    /// </summary>
    public bool SharesScrapes(Measurements measurements, Moment lastDataAt, Moment at) =>
        measurements.Samples is { Columns.IsEmpty: false, Rows: 0 } && at - lastDataAt < 2 * policy.Telemetry.ScrapeInterval;

    /// <summary>Whether a step has gathered the samples that it needs.</summary>
    public bool HasSamples(EvaluationState evaluation, PlanStep step, TrafficWeight weight)
    {
        if (step.Minimum.Samples == 0 || policy.RequestsNeed < 0)
            return true;
        double canary = evaluation.Ledger.Step(Arm.Canary)[policy.RequestsNeed];
        double baseline = evaluation.Ledger.Step(Arm.Baseline)[policy.RequestsNeed];
        return canary >= step.Minimum.Samples && (baseline >= step.Minimum.Samples || weight >= TrafficWeight.All);
    }

    /// <summary>How long a step lasts when nothing goes wrong.</summary>
    public static TimeSpan NormalLength(PlanStep step)
    {
        TimeSpan looks = step.Every * step.Passes;
        TimeSpan longest = looks > step.Bake ? looks : step.Bake;
        return longest > step.Minimum.Duration ? longest : step.Minimum.Duration;
    }
}
