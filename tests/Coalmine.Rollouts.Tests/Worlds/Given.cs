using System.Collections.Immutable;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Xunit;

namespace Coalmine.Rollouts.Tests.Worlds;

/// <summary>Policies, checks and pipelines that the tests start from.</summary>
internal static class Given
{
    public static readonly CheckMethod Sequential = new CheckMethod.Sequential(false);
    public static readonly CheckMethod Point = new CheckMethod.Point(TimeSpan.FromMinutes(5));
    public static readonly CheckMethod Newcombe = new CheckMethod.Fixed(FixedForm.Newcombe, Multiplicity.None);
    public static readonly Metric Errors = new Metric.Errors();
    public static readonly Metric Accuracy = new Metric.Accuracy();
    public static readonly Metric Conversion = new Metric.Conversion();
    public static readonly Metric P99 = new Metric.LatencyQuantile(0.99);

    public static readonly TelemetryShape Telemetry = new()
    {
        LatencyBounds = [0.05, 0.1, 0.165, 0.2, 0.25, 0.5, 1],
        RevenueBounds = [0, 1, 10, 100],
        HasLabels = true,
        HasConversions = true,
        HasPairs = true,
        ScrapeInterval = TimeSpan.FromSeconds(15),
    };

    /// <summary>The same with models that give scores and name classes.</summary>
    public static readonly TelemetryShape Distributions = Telemetry with { ScoreBounds = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1], Classes = ["a", "b", "c"] };

    public static Check Check(Metric metric, Requirement requirement, CheckMethod method, EvidenceMinimum? minimum = null, MissingRule? missing = null) => new()
    {
        Name = requirement switch
        {
            Requirement.NotWorseThanBaseline => $"{metric.Name} notWorseThanBaseline",
            Requirement.AtMost => $"{metric.Name} atMost",
            _ => $"{metric.Name} atLeast",
        },
        Metric = metric,
        Requirement = requirement,
        Method = method,
        Minimum = minimum ?? EvidenceMinimum.None,
        Missing = missing ?? MissingRule.Inconclusive.Rule,
    };

    public static Requirement AtMost(double limit) => new Requirement.AtMost(limit);

    public static Requirement AtLeast(double limit) => new Requirement.AtLeast(limit);

    public static Requirement Points(double share) => new Requirement.NotWorseThanBaseline(new Margin.Points(share));

    public static Requirement Relative(double fraction) => new Requirement.NotWorseThanBaseline(new Margin.Relative(fraction));

    public static PlanStep Step(int percent, double everyMinutes = 5, int passes = 1, double bakeMinutes = 0) => new(
        new TrafficWeight(percent), TimeSpan.FromMinutes(everyMinutes), passes, TimeSpan.FromMinutes(bakeMinutes), EvidenceMinimum.None, StepPause.None);

    public static RolloutPlan Plan(params PlanStep[] steps) => new() { Steps = [.. steps], Maximum = TimeSpan.FromHours(6) };

    public static Policy Policy(RolloutPlan plan, params Check[] checks) => new() { Name = "tested", Plan = plan, Checks = [.. checks] };

    public static Policy Policy(params Check[] checks) => Policy(Plan(Step(10), Step(50), Step(100)), checks);

    public static BoundPolicy Bind(Policy policy, TelemetryShape? telemetry = null) =>
        Assert.IsType<PolicyBinding.Bound>(BoundPolicy.Bind(policy, telemetry ?? Telemetry)).Policy;

    public static ImmutableArray<BindingProblem> Refused(Policy policy, TelemetryShape? telemetry = null) =>
        Assert.IsType<PolicyBinding.Refused>(BoundPolicy.Bind(policy, telemetry ?? Telemetry)).Problems;
}
