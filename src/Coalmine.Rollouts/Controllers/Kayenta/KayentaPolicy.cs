using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Judges.Kayenta;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Kayenta;

/// <summary>The specification as a policy: one step, one point check a metric, two queries a check. For measurement plans, sentences and recorders.</summary>
internal static class KayentaPolicy
{
    public static BoundPolicy Of(KayentaAnalysisSpec spec, TelemetryShape telemetry)
    {
        Check[] checks = [.. spec.Config.Metrics.Select((metric, i) => CheckOf(metric, spec.Questions[i], spec.Step))];
        TimeSpan lasts = spec.Schedule.CanaryWindow(spec.Schedule.Judgements).To;
        Policy policy = new()
        {
            Name = spec.Name,
            Plan = new RolloutPlan
            {
                Steps = [new PlanStep(spec.Weight, spec.Schedule.Between, 1, lasts, EvidenceMinimum.None, StepPause.None)],
                Maximum = lasts,
            },
            Checks = [.. checks],
        };
        MeasurementPlan plan = new([], [.. spec.Questions.SelectMany((question, i) => Both(i, question.Question))]);
        return new BoundPolicy(policy, telemetry, plan)
        {
            Checks = [.. checks.Select((check, i) => new KayentaMetricCheck(i, check))],
            RequestsNeed = -1,
        };
    }

    private static QueryNeed[] Both(int check, QueryQuestion question) => [new(check, Arm.Canary, question), new(check, Arm.Baseline, question)];

    private static Check CheckOf(KayentaMetric metric, KayentaQuestion question, TimeSpan step) => new()
    {
        Name = metric.Name,
        Metric = question.Measures,
        Requirement = new Requirement.NotWorseThanBaseline(new Margin.Relative(0)),
        Method = new CheckMethod.Point(step),
    };
}
