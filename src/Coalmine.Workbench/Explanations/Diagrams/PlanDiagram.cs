using System.Globalization;
using Coalmine.Rollouts.Plan;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Explanations.Diagrams;

/// <summary>The states of a policy of our own: its stages, and what ends it.</summary>
internal static class PlanDiagram
{
    /// <summary>The diagram.</summary>
    public static string Of(Policy policy)
    {
        RolloutPlan plan = policy.Plan;
        bool isShadowed = plan.Shadow > TimeSpan.Zero;
        StateDiagram diagram = new();
        diagram.Open("running", "under the checks");
        if (isShadowed)
            diagram.State("shadow", $"mirrored requests for {Figures.Length(plan.Shadow.TotalSeconds)}");
        for (int i = 0; i < plan.Steps.Length; i++)
            diagram.State(Id(i), $"{i + 1}. canary {plan.Steps[i].Weight}");
        if (isShadowed)
            diagram.Edge("shadow", Id(0), "no check failed");
        for (int i = 0; i + 1 < plan.Steps.Length; i++)
            diagram.Edge(Id(i), Id(i + 1), Label(plan.Steps[i], plan.Steps[i + 1].Weight > policy.SafeBelow));
        diagram.Close();
        diagram.State("promoted", "promoted").State("rolledBack", "rolled back");
        diagram.Edge(StateDiagram.Terminal, isShadowed ? "shadow" : Id(0), "begin");
        diagram.Edge(Id(plan.Steps.Length - 1), "promoted", Label(plan.Steps[^1], needsPass: true));
        if (!policy.Checks.IsEmpty)
            diagram.Edge("running", "rolledBack", "a check fails");
        Wait(diagram, policy.NoData, "no data", policy.Inconclusive, "inconclusive");
        diagram.Edge("running", "rolledBack", $"{Figures.Length(plan.Maximum.TotalSeconds)} are over");
        return diagram.Edge("promoted", StateDiagram.Terminal).Edge("rolledBack", StateDiagram.Terminal).ToString();
    }

    private static void Wait(StateDiagram diagram, WaitingRule noData, string noDataName, WaitingRule inconclusive, string inconclusiveName)
    {
        if (noData.Then == Fallback.Pause || inconclusive.Then == Fallback.Pause)
            diagram.State("held", "held for a person").Edge("held", "running", "resumed");
        diagram.Edge("running", Target(noData.Then), $"{noDataName} for {Figures.Length(noData.UpTo.TotalSeconds)}");
        diagram.Edge("running", Target(inconclusive.Then), $"{inconclusiveName} {Figures.Length(inconclusive.UpTo.TotalSeconds)} beyond a step's end");
    }

    private static string Target(Fallback then) => then == Fallback.RollBack ? "rolledBack" : "held";

    private static string Label(PlanStep step, bool needsPass)
    {
        string looks = string.Create(CultureInfo.InvariantCulture, $"{step.Passes} look{(step.Passes == 1 ? "" : "s")} in a row");
        string resumed = step.Pause == StepPause.UntilResumed ? ", and resumed" : "";
        return $"{looks} {(needsPass ? "pass every check" : "fail no check")}{resumed}";
    }

    private static string Id(int step) => string.Create(CultureInfo.InvariantCulture, $"step{step + 1}");
}
