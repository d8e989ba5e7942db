using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Truth;
using Coalmine.Workbench.Detectability;
using Coalmine.Workbench.Pairings;

namespace Coalmine.Workbench.Advice;

/// <summary>Finds checks that would see what is wrong in a world: of the metrics that are worse than tolerated, with the tolerance as margin.</summary>
/// <param name="scenario">The world.</param>
internal sealed class CatchingChecks(LoadedScenario scenario)
{
    private const double Power = 0.8;
    private const double Regressed = 1.5;

    private static readonly Policy AnyPlan = new()
    {
        Name = "",
        Plan = new RolloutPlan
        {
            Steps = [new PlanStep(new TrafficWeight(10), TimeSpan.FromMinutes(5), 3, TimeSpan.Zero, EvidenceMinimum.None, StepPause.None)],
            Maximum = TimeSpan.FromHours(6),
        },
        Checks = [],
    };

    /// <summary>The metrics that are wrong, the worst first.</summary>
    public IEnumerable<MetricEffect> Wrong => scenario.World.Effects.Largest
        .Where(effect => effect.Effect >= (Regressed * effect.Tolerance) - 1e-9)
        .OrderByDescending(effect => effect.Effect / effect.Tolerance);

    /// <summary>A check for each of them that the telemetry can answer; what it sees within the plan of a policy of ours.</summary>
    /// <param name="policy">The policy whose plan it would run in; nothing for another system's.</param>
    public ImmutableArray<CatchingCheck> Of(Policy? policy)
    {
        ImmutableArray<CatchingCheck>.Builder found = ImmutableArray.CreateBuilder<CatchingCheck>();
        foreach (MetricEffect effect in Wrong)
            if (Candidates(effect).Select(check => (Check: check, Sight: Sight(check, policy, SightDepth.OneLook))).Where(each => each.Sight is not null)
                .OrderByDescending(each => Merit(each.Sight!)).FirstOrDefault() is { Check: { } best })
                found.Add(new CatchingCheck(effect, Written(best, policy), policy is null ? null : Sight(best, policy, SightDepth.World)));
        return found.ToImmutable();
    }

    // Where the policy's own method may be another one, a check that does not name its own would be answered by that.
    private static string Written(Check check, Policy? policy) => policy is { } own && own.Checks.Any(other => other.Method is not CheckMethod.Sequential)
        ? check.Name.Replace(" }", ", method: sequential }", StringComparison.Ordinal)
        : check.Name;

    // Of several bounds the one at which most is gained.
    private static double Merit(CheckSight sight) => sight.Kind == SightKind.Unknown ? 0 : sight.Canary - sight.Baseline;

    // What it sees; nothing where the telemetry cannot answer it.
    private CheckSight? Sight(Check check, Policy? policy, SightDepth depth) =>
        BoundPolicy.Bind((policy ?? AnyPlan) with { Checks = [check] }, scenario.World.Shape) is PolicyBinding.Bound { Policy: var bound }
            ? PolicyDetectability.Of(bound, scenario, Power, depth).Checks[0]
            : null;

    private IEnumerable<Check> Candidates(MetricEffect effect)
    {
        Requirement points = new Requirement.NotWorseThanBaseline(new Margin.Points(effect.Tolerance));
        Requirement relative = new Requirement.NotWorseThanBaseline(new Margin.Relative(effect.Tolerance));
        string inPoints = string.Create(CultureInfo.InvariantCulture, $"notWorseThanBaseline: {100 * effect.Tolerance:0.###}pp");
        string inParts = string.Create(CultureInfo.InvariantCulture, $"notWorseThanBaseline: {100 * effect.Tolerance:0.###}%");
        switch (effect.Metric)
        {
            case Metric.Errors or Metric.Accuracy:
                yield return Sequential(effect.Metric, points, $"{{ metric: {effect.Metric.Name}, {inPoints} }}", 0);
                break;
            case Metric.Conversion or Metric.Revenue:
                yield return Sequential(effect.Metric, relative, $"{{ metric: {effect.Metric.Name}, {inParts} }}", 0);
                break;
            case Metric.LatencyQuantile:
                foreach (double bound in scenario.World.Shape.LatencyBounds)
                {
                    string at = string.Create(CultureInfo.InvariantCulture, $"at: {1000 * bound:0.###}ms");
                    yield return Sequential(effect.Metric, relative, $"{{ metric: {effect.Metric.Name}, {at}, {inParts} }}", bound);
                }


                break;
        }
    }

    private static Check Sequential(Metric metric, Requirement requirement, string yaml, double at) => new()
    {
        Name = yaml,
        Metric = metric,
        Requirement = requirement,
        Method = new CheckMethod.Sequential(false),
        ComparedAt = at,
    };
}
