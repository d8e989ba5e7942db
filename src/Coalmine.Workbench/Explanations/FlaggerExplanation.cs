using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Flagger;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Flagger;
using Coalmine.Rollouts.Controllers.Flagger.Metrics;
using Coalmine.Rollouts.Controllers.Flagger.Specs;
using Coalmine.Rollouts.Evidence;
using Coalmine.Workbench.Explanations.Bindings;
using Coalmine.Workbench.Explanations.Diagrams;
using Coalmine.Workbench.Explanations.Paper;
using Coalmine.Workbench.Explanations.Schedules;
using Coalmine.Workbench.Explanations.Words;
using Coalmine.Workbench.Policies;

namespace Coalmine.Workbench.Explanations;

/// <summary>Explains a Canary of Flagger's.</summary>
internal static class FlaggerExplanation
{
    private const int PrimaryPods = 5;
    private static readonly double[] FailureProbabilities = [0.01, 0.05, 0.1, 0.2];

    /// <summary>The explanation.</summary>
    public static Explanation Of(CanaryManifest canary, ManifestSet set, ManifestOptions options)
    {
        FlaggerCanarySpec spec = canary.Spec;
        FlaggerProvider provider = canary.AssumedController;
        string name = spec.Provider.Length > 0 ? spec.Provider : provider.Name;
        FlaggerChecks checks = FlaggerChecks.Of(spec, provider);
        FlaggerSchedule passing = FlaggerSchedule.Of(spec, provider, passes: true);
        Explanation told = new()
        {
            Kind = canary.Origin.Kind,
            Name = canary.Origin.Name,
            File = canary.Origin.File.Source.File,
            Summary = FlaggerWords.Summary(spec, name),
            Words = [.. FlaggerWords.Of(spec, checks, FlaggerProvider.Of(spec, provider))],
            Diagram = FlaggerDiagram.Of(passing, spec.EffectiveAnalysis.EffectiveThreshold),
            Simulated = FlaggerWords.Simulated,
            Assumed = FlaggerWords.Assumed(canary, ScheduleWords.PodStart),
            NotModelled = FlaggerWords.NotModelled,
        };
        ImmutableArray<Diagnostic> refused = [.. canary.Diagnostics.Where(said => said.Severity == Severity.Error)];
        RolloutPolicy policy = FlaggerPolicy.Of(canary, set, options);
        return !refused.IsEmpty
            ? told with { Words = [FlaggerWords.Refused, .. told.Words], Refusals = refused }
            : told with
            {
                Assumed = [.. told.Assumed, .. policy is ForeignPolicy { Manifest.Traffic.Words: var words } ? words : []],
                Schedules = [Schedule(spec, provider, options.Match, true), Schedule(spec, provider, options.Match, false)],
                Queries = [.. policy is ForeignPolicy { Manifest: var manifest } ? QueryExplanations.Of(manifest) : [], .. Unaskable(canary, checks)],
                Refusals = policy is UnaskablePolicy unaskable ? unaskable.WhyNotSimulated : [],
                IsFaithful = policy is not UnaskablePolicy,
                Chances = spec.SkipsAnalysis || passing.Stalls ? [] : Chances(passing, spec.EffectiveAnalysis.EffectiveThreshold),
            };
    }

    private static IEnumerable<ExplainedQuery> Unaskable(CanaryManifest canary, FlaggerChecks checks)
    {
        foreach (FlaggerCheck check in checks.All.Where(check => check.Problem.Length > 0))
        {
            ManifestPlace place = canary.Metrics.First(metric => metric.Spec == check.Metric).Place;
            yield return new ExplainedQuery(check.Metric.Name, place.File, place.Start, check.Query)
            {
                Unanswered = [new UnansweredPart(place.Start, check.Problem)],
            };
        }
    }

    private static ImmutableArray<RollbackChance> Chances(FlaggerSchedule passing, int threshold)
    {
        int passes = passing.Ticks.Count(tick => tick.IsChecked);
        return [.. FailureProbabilities.Select(fails => new RollbackChance(fails, FlaggerRollbackProbability.Of(passes, threshold, fails)))];
    }

    private static Schedule Schedule(FlaggerCanarySpec spec, FlaggerProvider provider, double? match, bool passes)
    {
        FlaggerController controller = new(spec with { Suspend = false }, new FlaggerOptions { Controller = provider, MatchedShare = 100 * (match ?? 1) });
        ImmutableArray<QueryAnswer> answers = [.. controller.Measurements.Queries.Select(need => FlaggerAnswers.Of(controller.Checks.All[need.Check], passes))];
        ImmutableArray<FlaggerHook> hooks = spec.EffectiveAnalysis.Hooks;
        PaperRollout paper = new PaperRollout(controller, new PaperWorld(FlaggerPolicy.PodsOf(spec) ?? PrimaryPods, query => answers[query])
        {
            Accepts = name => !hooks.Any(hook => hook.Name == name && hook.Type == FlaggerHookType.Rollback),
        }).Run();
        bool isOfMatching = match is null && spec.EffectiveAnalysis.HasMatch && !FlaggerProvider.Of(spec, provider).IsKubernetes;
        return ScheduleWords.Of(paper, passes, isOfMatching ? ScheduleWords.OfThoseThatMatch : ScheduleWords.FromTheTick);
    }
}
