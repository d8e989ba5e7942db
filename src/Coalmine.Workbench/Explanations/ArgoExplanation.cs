using System.Collections.Immutable;
using Coalmine.Manifests.Argo;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Rollouts.Evidence;
using Coalmine.Workbench.Explanations.Bindings;
using Coalmine.Workbench.Explanations.Diagrams;
using Coalmine.Workbench.Explanations.Paper;
using Coalmine.Workbench.Explanations.Schedules;
using Coalmine.Workbench.Explanations.Words;
using Coalmine.Workbench.Policies;

namespace Coalmine.Workbench.Explanations;

/// <summary>Explains a Rollout of Argo's.</summary>
internal static class ArgoExplanation
{
    /// <summary>The explanation.</summary>
    public static Explanation Of(RolloutManifest rollout, ManifestSet set, ManifestOptions options)
    {
        string release = options.Release == ArgoRelease.V1_9 ? "1.9" : "1.10";
        Explanation start = new()
        {
            Kind = rollout.Origin.Kind,
            Name = rollout.Origin.Name,
            File = rollout.Origin.File.Source.File,
            Summary = ArgoWords.Summary(release),
            Simulated = ArgoWords.Simulated,
            Assumed = ArgoWords.Assumed(rollout, ScheduleWords.PodStart),
            NotModelled = ArgoWords.NotModelled,
        };
        ImmutableArray<Diagnostic> refused = [.. rollout.WhyNotSimulated().Where(said => said.Severity == Severity.Error)];
        if (rollout.Strategy != ArgoStrategyKind.Canary)
            return start with { Summary = rollout.IsAccepted ? start.Summary : ArgoWords.Invalid(release), Words = [ArgoWords.Refused], Refusals = refused };
        Explanation told = start with { Words = [.. ArgoWords.Of(rollout.Running, options.Release)], Diagram = ArgoDiagram.Of(rollout.Spec) };
        if (!refused.IsEmpty)
            return told with { Summary = ArgoWords.Invalid(release), Words = [ArgoWords.Refused, .. told.Words], Refusals = refused };
        return ArgoPolicy.Of(rollout, set, options) switch
        {
            ForeignPolicy { Manifest: var manifest } => told with
            {
                Schedules = [Schedule(rollout.Running, options.Release, true), Schedule(rollout.Running, options.Release, false)],
                Queries = QueryExplanations.Of(manifest),
            },
            UnaskablePolicy unaskable => told with { Refusals = unaskable.WhyNotSimulated, IsFaithful = false },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static Schedule Schedule(ArgoRolloutSpec spec, ArgoRelease release, bool passes)
    {
        // A pause without an end would end the schedule: on paper somebody resumes at once.
        ImmutableArray<ArgoStep> steps = [.. spec.Canary.Steps.Select(step => step is ArgoStep.Pause { Seconds: null } ? new ArgoStep.Pause(0) : step)];
        ArgoRolloutSpec resumed = spec with { Canary = spec.Canary with { Steps = steps } };
        ArgoController controller = ((ArgoPreparation.Ready)ArgoController.Prepare(resumed, release)).Controller;
        ImmutableArray<QueryAnswer> answers = ArgoAnswers.Of(spec, release, passes);
        PaperRollout paper = new PaperRollout(controller, new PaperWorld(controller.MostBaselinePods, query => answers[query])).Run();
        bool isResumed = spec.Canary.Steps.Any(step => step is ArgoStep.Pause { Seconds: null });
        return ScheduleWords.Of(paper, passes, isResumed ? ScheduleWords.ResumedAtOnce : "");
    }
}
