using System.Collections.Immutable;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Truth;
using Coalmine.Workbench.Detectability;
using Coalmine.Workbench.Pairings;

namespace Coalmine.Workbench.Advice;

/// <summary>What can be said of a policy in a world before anything runs, and what would catch what is wrong there. Computed when it is asked for.</summary>
public sealed class PairingAdvice
{
    private const double Power = 0.8;
    private readonly LoadedScenario _scenario;
    private readonly BoundPolicy? _bound;
    private readonly Lazy<ImmutableArray<AdviceItem>> _before;
    private readonly Lazy<ImmutableArray<CatchingCheck>> _catching;

    /// <summary>Advice for a pair.</summary>
    /// <param name="scenario">The world.</param>
    /// <param name="bound">A policy of ours, bound to it; nothing for another system's, of which lint speaks.</param>
    public PairingAdvice(LoadedScenario scenario, BoundPolicy? bound)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        (_scenario, _bound) = (scenario, bound);
        _before = new Lazy<ImmutableArray<AdviceItem>>(() => bound is null ? [] : [.. Find(bound)]);
        _catching = new Lazy<ImmutableArray<CatchingCheck>>(() => new CatchingChecks(scenario).Of(bound?.Policy));
    }

    /// <summary>The policy; nothing for another system's.</summary>
    public Policy? Policy => _bound?.Policy;

    /// <summary>What can be said before a run, in the order of plan, checks, world. Cost: milliseconds.</summary>
    public ImmutableArray<AdviceItem> Before => _before.Value;

    /// <summary>Checks that would see what is wrong; none in a healthy world. Cost: up to a second a metric that is wrong.</summary>
    public ImmutableArray<CatchingCheck> Catching => _catching.Value;

    /// <summary>What is wrong, in a few words; empty where nothing is.</summary>
    public string Wrong => string.Join("; ", new CatchingChecks(_scenario).Wrong.Select(EffectLines.Brief));

    /// <summary>The controller of another system's manifest, whose own words are proposed; nothing for a policy of ours.</summary>
    internal IRolloutController? Foreign { get; init; }

    /// <summary>The check to write, in the words of the file; nothing where none sees it.</summary>
    internal string? Instead => Catching.FirstOrDefault() switch
    {
        null => null,
        var check when Foreign is { } controller => ForeignCheck.Of(check.Effect, controller),
        var check => check.ToString(),
    };

    /// <summary>Whether a check of ours that counts looks at a metric that is wrong.</summary>
    internal bool IsAsked => _bound is { } bound && new CatchingChecks(_scenario).Wrong.Any(effect => bound.Policy.Checks.Any(check =>
        check is { Method: not CheckMethod.Point, Requirement: Requirement.NotWorseThanBaseline } && IsAbout(check.Metric, effect.Metric)));

    private IEnumerable<AdviceItem> Find(BoundPolicy bound)
    {
        PolicySight sight = PolicyDetectability.Of(bound, _scenario, Power, SightDepth.OneLook);
        CheckAdvice checks = new(bound.Policy, _scenario.World.World);
        return
        [
            .. new PlanAdvice(bound.Policy, _scenario.World.World).Of(),
            .. sight.Checks.SelectMany((check, index) => checks.Of(check, index, sight.StepEnds[^1])),
            .. Unseen(bound.Policy),
        ];
    }

    // One check on one of the metrics that are wrong is enough to see that something is.
    private IEnumerable<AdviceItem> Unseen(Policy policy)
    {
        MetricEffect[] wrong = [.. new CatchingChecks(_scenario).Wrong];
        if (wrong.Length == 0 || policy.Checks.Any(check => check.Metric is Metric.Query || wrong.Any(effect => IsAbout(check.Metric, effect.Metric))))
            yield break;
        yield return AdviceMessages.NobodyLooks(wrong[0].Metric.Name, Wrong, Instead);
    }

    private static bool IsAbout(Metric asked, Metric wrong) => asked == wrong || (asked, wrong) switch
    {
        (Metric.LatencyQuantile or Metric.LatencyMean or Metric.LatencyDistribution, Metric.LatencyQuantile) => true,
        (Metric.Disagreement, Metric.Accuracy) => true,
        _ => false,
    };
}
