using Coalmine.Manifests.Native;
using Coalmine.PromQL.Bindings;
using Coalmine.Rollouts.Checks;
using Coalmine.Workbench.Explanations.Bindings;
using Coalmine.Workbench.Explanations.Diagrams;
using Coalmine.Workbench.Explanations.Schedules;
using Coalmine.Workbench.Explanations.Words;
using Coalmine.Workbench.Policies;

namespace Coalmine.Workbench.Explanations;

/// <summary>Explains a policy of our own.</summary>
internal static class PolicyExplanation
{
    /// <summary>The explanation.</summary>
    public static Explanation Of(PolicyFile file) => new()
    {
        Kind = "Policy",
        Name = file.Policy.Name,
        File = file.File,
        Summary = NativeWords.Summary(file.Policy),
        Words = [.. NativeWords.Of(file.Policy)],
        Diagram = PlanDiagram.Of(file.Policy),
        Schedules = file.Policy.Checks.IsEmpty
            ? [PlanSchedule.Of(file.Policy, passes: true)]
            : [PlanSchedule.Of(file.Policy, passes: true), PlanSchedule.Of(file.Policy, passes: false)],
        Queries = QueryExplanations.Of([.. Queries(file)], new BindingOptions(ArmNames.None)),
        Simulated = NativeWords.Simulated,
        Assumed = NativeWords.Assumed,
        NotModelled = NativeWords.NotModelled,
    };

    // Only written queries name their series; usual ones are put into words by the platform.
    private static IEnumerable<QueryText> Queries(PolicyFile file)
    {
        for (int index = 0; index < file.Policy.Checks.Length; index++)
        {
            int i = index;
            Check check = file.Policy.Checks[i];
            if (check.Metric is not Metric.Query query)
                continue;
            QueryPlace place = new(file.File, _ => file.CheckPositions[Math.Min(i, file.CheckPositions.Length - 1)]);
            yield return new QueryText(check.Name, query.Text.Replace("$arm", "canary", StringComparison.Ordinal), place);
            if (check.Requirement is Requirement.NotWorseThanBaseline)
                yield return new QueryText(check.Name, query.Text.Replace("$arm", "baseline", StringComparison.Ordinal), place);
        }
    }
}
