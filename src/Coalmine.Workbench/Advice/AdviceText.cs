using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Advice;

/// <summary>The advice of a study as lines: for each policy what costs most, whichever the world.</summary>
public static class AdviceText
{
    private const int LinesEach = 4;

    /// <summary>The lines; none where there is nothing to say.</summary>
    public static IEnumerable<StoryLine> Of(StudyResult study)
    {
        ArgumentNullException.ThrowIfNull(study);
        (string Policy, string Scenario, AdviceItem Item)[] all = [.. study.Scenarios.SelectMany(Items)];
        if (all.Length == 0)
            yield break;
        yield return new StoryLine(StoryTone.Heading, "Advice");
        foreach (IGrouping<string, (string Policy, string Scenario, AdviceItem Item)> policy in all.GroupBy(each => each.Policy))
        {
            // What is the same in several worlds is said of the one where it costs most.
            (string Policy, string Scenario, AdviceItem Item)[] once =
            [
                .. policy.OrderByDescending(each => double.IsNaN(each.Item.Price) ? -1 : each.Item.Price)
                    .DistinctBy(each => (each.Item.Id, double.IsNaN(each.Item.Price) ? -1 : each.Item.Check)),
            ];
            foreach ((string name, string scenario, AdviceItem item) in once.Take(LinesEach))
                yield return new StoryLine(item.Price > 0 ? StoryTone.Doubtful : StoryTone.Plain, Line(name, scenario, item), 4);
            if (once.Length > LinesEach)
                yield return new StoryLine(StoryTone.Quiet, $"  {policy.Key}: {once.Length - LinesEach} more; --json has all.", 4);
        }

        yield return default;
    }

    private static IEnumerable<(string Policy, string Scenario, AdviceItem Item)> Items(ScenarioResult scenario) => scenario.Policies
        .SelectMany((policy, index) => StudyAdvice.Of(scenario, index).Select(item => (policy.Name, scenario.Facts.Name, item)));

    private static string Line(string policy, string scenario, AdviceItem item)
    {
        string shown = item.Replication >= 0 ? $"; replication {item.Replication} shows it" : "";
        return $"  {policy} in {scenario}: {item.Text} {item.Instead} [{item.Id}{shown}]";
    }
}
