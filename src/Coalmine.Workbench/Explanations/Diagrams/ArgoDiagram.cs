using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Workbench.Explanations.Words;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Explanations.Diagrams;

/// <summary>The states of a Rollout: its steps, and what ends it.</summary>
internal static class ArgoDiagram
{
    private const string Aborted = "aborted";
    private const string Promoted = "promoted";
    private const string Held = "held";
    private const string Watched = "watched";

    /// <summary>The diagram.</summary>
    public static string Of(ArgoRolloutSpec spec)
    {
        ImmutableArray<ArgoStep> steps = spec.Canary.Steps;
        StateDiagram diagram = new();
        int watchedFrom = spec.Canary.Background is { } background ? Math.Max(0, background.StartingStep) : int.MaxValue;
        bool isWatched = watchedFrom < int.MaxValue;
        for (int i = 0; i < steps.Length && i < watchedFrom; i++)
            diagram.State(Id(i), ArgoWords.Label(steps[i], i, spec.Canary.MaxWeight));
        if (isWatched)
            diagram.Open(Watched, "beside it, background analysis");
        for (int i = Math.Min(watchedFrom, steps.Length); i < steps.Length; i++)
            diagram.State(Id(i), ArgoWords.Label(steps[i], i, spec.Canary.MaxWeight));
        diagram.State("full", "all pods are the canary's");
        if (isWatched)
        {
            for (int i = watchedFrom; i < steps.Length; i++)
                Go(diagram, steps, i);
            diagram.Close();
        }

        diagram.State(Promoted, "promoted").State(Aborted, "aborted, weight goes to 0");
        if (steps.Any(IsRun))
            diagram.State(Held, "held for a person");
        diagram.Edge(StateDiagram.Terminal, steps.IsEmpty ? "full" : Id(0), "new template");
        for (int i = 0; i < steps.Length && i < watchedFrom; i++)
            Go(diagram, steps, i);
        Endings(diagram, steps, isWatched);
        return diagram.ToString();
    }

    private static void Endings(StateDiagram diagram, ImmutableArray<ArgoStep> steps, bool isWatched)
    {
        for (int i = 0; i < steps.Length; i++)
        {
            if (IsRun(steps[i]))
                diagram.Edge(Id(i), Aborted, "failed, or in Error").Edge(Id(i), Held, "inconclusive").Edge(Held, Id(i), "resumed, it runs again");
            if (steps[i] is ArgoStep.Plugin)
                diagram.Edge(Id(i), Aborted, "the plugin failed");
        }

        if (isWatched)
            diagram.Edge(Watched, Aborted, "background failed, or in Error");
        diagram.Edge("full", Promoted, "all pods available").Edge(Promoted, StateDiagram.Terminal).Edge(Aborted, StateDiagram.Terminal);
    }

    private static void Go(StateDiagram diagram, ImmutableArray<ArgoStep> steps, int index) =>
        diagram.Edge(Id(index), index + 1 < steps.Length ? Id(index + 1) : "full", steps[index] switch
        {
            ArgoStep.SetWeight or ArgoStep.SetCanaryScale => "pods available",
            ArgoStep.Pause { Seconds: { } seconds } => $"after {Figures.Length(seconds)}",
            ArgoStep.Pause => "resumed",
            ArgoStep.Analyze or ArgoStep.Experiment or ArgoStep.Plugin => "successful",
            _ => "",
        });

    private static bool IsRun(ArgoStep step) => step is ArgoStep.Analyze or ArgoStep.Experiment;

    private static string Id(int step) => string.Create(CultureInfo.InvariantCulture, $"step{step + 1}");
}
