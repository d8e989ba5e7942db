using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Reports;

/// <summary>A study as text for a terminal of 120 columns: one table a scenario, the paired differences, and a legend.</summary>
public static class StudyText
{
    /// <summary>The text of one scenario.</summary>
    public static IEnumerable<StoryLine> Scenario(ScenarioResult scenario)
    {
        ScenarioFacts facts = scenario.Facts;
        yield return new StoryLine(StoryTone.Heading, facts.Name + (facts.About.Length == 0 ? "" : $": {facts.About}"));
        if (facts.Teaches.Length > 0)
            yield return new StoryLine(StoryTone.Quiet, $"Teaches: {facts.Teaches}", 9);
        yield return new StoryLine(StoryTone.Plain, Basis(scenario));
        yield return new StoryLine(StoryTone.Quiet, $"Engine {EngineSentence.Of(facts)}", 7);
        if (scenario.Replications == 0)
        {
            yield return new StoryLine(StoryTone.Doubtful, "No finished replications.");
            yield return default;
            yield break;
        }

        foreach (string line in CharacteristicTable.Of(scenario).Lines())
            yield return new StoryLine(StoryTone.Table, line);
        yield return default;
        foreach (StoryLine line in Alerts(scenario))
            yield return line;
        if (scenario.Pairs.Length == 0 || scenario.Replications < 2)
            yield break;
        yield return new StoryLine(StoryTone.Plain, $"Difference from {scenario.Policies[0].Name} on the same replications, [what pairing gained]");
        foreach (string line in DifferenceTable.Of(scenario).Lines())
            yield return new StoryLine(StoryTone.Table, line);
        yield return default;
    }

    /// <summary>What all tables mean.</summary>
    public static IEnumerable<StoryLine> Legend(StudyResult study)
    {
        yield return new StoryLine(StoryTone.Heading, "Legend");
        foreach (string line in LegendLines)
            yield return new StoryLine(StoryTone.Quiet, line, 2);
        if (AlertCsv.Has(study))
            yield return new StoryLine(StoryTone.Quiet, AlertLegend, 2);
        foreach ((string policy, string setting) in Unsafe(study))
            yield return new StoryLine(StoryTone.Doubtful, $"Unsafe in {policy}: {setting}.", 2);
    }

    private static readonly string[] LegendLines =
    [
        "Below each figure stands its 95 % interval. Shares in % of the replications (Wilson); medians and p90 by order statistics; means by Student's t.",
        "missed: regressed, yet promoted. false: healthy, yet rolled back on evidence; a rollback for want of evidence stands beside it. "
            + "For want of evidence: missing data, checks that stayed inconclusive, "
            + "or the plan's maximum.",
        "detection time: from the onset to a rollback on evidence by a check on an affected metric; a rollout without one (also one rolled "
            + "back before the onset) counts as longer than the scenario (>).",
        "exposed: requests served by a regressed canary, also after a wrong promotion, to the scenario's end. hurt: bad answers beyond the baseline's.",
        "Differences: shares in percentage points (Newcombe, paired), means by paired t. [x3]: separate replications would have needed 3 times as many.",
    ];

    private const string AlertLegend =
        "Alerts are watched to the scenario's end and decide nothing (after a promotion by Argo or Flagger to the rollout's end: the pods then change their "
        + "names). Onset to firing: to the first firing that begins after the onset; a rollout without one counts as longer than the scenario (>). "
        + "firings a week: of watched time; alerts of one rule that fire together are one firing.";

    private static IEnumerable<StoryLine> Alerts(ScenarioResult scenario)
    {
        if (!AlertTable.Has(scenario))
            yield break;
        yield return new StoryLine(StoryTone.Plain, "Alerts that looked on");
        foreach (string line in AlertTable.Of(scenario).Lines())
            yield return new StoryLine(StoryTone.Table, line);
        yield return default;
    }

    private static IEnumerable<(string Policy, string Setting)> Unsafe(StudyResult study) => study.Scenarios
        .SelectMany(scenario => scenario.Policies)
        .SelectMany(policy => policy.UnsafeSettings.Select(setting => (policy.Name, setting)))
        .Distinct();

    private static string Basis(ScenarioResult scenario)
    {
        ScenarioFacts facts = scenario.Facts;
        string truth = facts.Truth == TruthKind.Regressed ? $"regressed {RegressionTimes.Of(facts)}" : FileWords.Of(facts.Truth);
        string why = scenario.Stopped switch
        {
            StopReason.Interrupted => " (interrupted)",
            StopReason.Precision => " (precise enough)",
            _ => "",
        };
        return $"{truth}; watched for {Figures.Length(facts.Horizon.TotalSeconds)}; n = {Figures.Whole(scenario.Replications)}{why}";
    }
}
