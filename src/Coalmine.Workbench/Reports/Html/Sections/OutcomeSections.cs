using System.Collections.Immutable;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Intervals;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports.Html.Charts;

namespace Coalmine.Workbench.Reports.Html.Sections;

/// <summary>Verdicts, the table of all characteristics, and how rollouts end.</summary>
internal static class OutcomeSections
{
    /// <summary>The outcomes as parts of bars, with the name and the tone of each.</summary>
    public static readonly ImmutableArray<(RolloutOutcome Outcome, string Name, string Tone)> Outcomes =
    [
        (RolloutOutcome.Promoted, "promoted", "promoted"),
        (RolloutOutcome.Open, "still open", "open"),
        (RolloutOutcome.RolledBackOnOrder, "rolled back on order", "order"),
        (RolloutOutcome.RolledBackForWantOfEvidence, "rolled back for want of evidence", "want"),
        (RolloutOutcome.RolledBackOnEvidence, "rolled back on evidence", "evidence"),
    ];

    private static readonly ImmutableArray<string> Always =
    [
        CharacteristicCatalogue.Promoted.Id, CharacteristicCatalogue.RolledBackOnEvidence.Id, CharacteristicCatalogue.RolledBackForWantOfEvidence.Id,
    ];

    private static readonly ImmutableArray<CharacteristicDefinition> Further =
    [
        CharacteristicCatalogue.Open, CharacteristicCatalogue.DetectionMedian, CharacteristicCatalogue.DetectionP90,
        CharacteristicCatalogue.OfMeasure(Measure.ExposedRequests, "median"), CharacteristicCatalogue.OfMeasure(Measure.HurtAnswers, "median"),
        CharacteristicCatalogue.DurationMedian,
    ];

    /// <summary>A verdict a policy.</summary>
    public static ReportSection Verdicts(ReportContent content) => new(
        "verdict",
        "Ship it?",
        [.. PolicyVerdict.Of(content.Study, content.Yardstick).Select(verdict => new ReportBlock.Card(verdict)), new ReportBlock.Text(Basis(content))]);

    /// <summary>All characteristics.</summary>
    public static ReportSection Table(StudyResult study)
    {
        CharacteristicDefinition[] columns =
        [
            CharacteristicCatalogue.Promoted, CharacteristicCatalogue.RolledBackOnEvidence, CharacteristicCatalogue.RolledBackForWantOfEvidence,
            .. Further.Where(definition => Has(study, definition.Id)),
        ];
        IEnumerable<ImmutableArray<ReportCell>> rows =
            from scenario in study.Scenarios
            where scenario.Replications > 0
            from policy in Enumerable.Range(0, scenario.Policies.Length)
            select Row(scenario, policy, columns);
        ReportTable table = new(
            "characteristics", "Operating characteristics of every policy in every scenario, each with its 95 % interval",
            ["scenario", "policy", "canary", "rollouts", .. columns.Select(column => column.Name)], [.. rows]);
        return new ReportSection("numbers", "The numbers", [new ReportBlock.Table(table), new ReportBlock.Lines("Words", [.. columns.Select(Legend)])]);
    }

    /// <summary>How rollouts end.</summary>
    public static ReportSection Ends(StudyResult study)
    {
        (ScenarioResult Scenario, int Policy)[] all =
        [
            .. from scenario in study.Scenarios
               where scenario.Replications > 0
               from policy in Enumerable.Range(0, scenario.Policies.Length)
               select (scenario, policy),
        ];
        bool several = PolicyVerdict.Names(study).Length > 1;
        Chart.Bars bars = new()
        {
            Id = "outcomes",
            Title = "Outcomes of every policy in every scenario",
            Alternative = $"One bar for each of {all.Length} pairs of scenario and policy, split by outcome; the numbers are in the table below.",
            XName = "share of the rollouts (%)",
            Rows = [.. all.Select(each => RowName(each.Scenario, each.Policy, several))],
            Parts = Parts([.. all.Select(each => each.Scenario.Tallies[each.Policy])]),
            Numbers = new ReportTable(
                "outcomes",
                "Outcomes",
                ["scenario", "policy", .. Outcomes.Select(outcome => outcome.Name)],
                [.. all.Select(each => EndRow(each.Scenario, each.Policy))]),
        };
        return new ReportSection("outcomes", "How rollouts end", [new ReportBlock.Picture(bars)]);
    }

    /// <summary>The parts of bars, those left out that are nowhere.</summary>
    public static ImmutableArray<BarPart> Parts(ImmutableArray<PolicyTally> tallies) =>
    [
        .. from outcome in Outcomes
           where tallies.Any(tally => tally.Of(outcome.Outcome) > 0)
           select new BarPart(outcome.Name, outcome.Tone, [.. tallies.Select(tally => 100.0 * tally.Of(outcome.Outcome) / tally.Count)]),
    ];

    private static string RowName(ScenarioResult scenario, int policy, bool several)
    {
        string right = scenario.Facts.Truth switch
        {
            TruthKind.Healthy => " (healthy)",
            TruthKind.Regressed => " (regressed)",
            _ => " (a little worse)",
        };
        return scenario.Facts.Name + right + (several ? $": {scenario.Policies[policy].Name}" : "");
    }

    private static ImmutableArray<ReportCell> EndRow(ScenarioResult scenario, int policy)
    {
        PolicyTally tally = scenario.Tallies[policy];
        return
        [
            ReportCell.Of(scenario.Facts.Name), ReportCell.Of(scenario.Policies[policy].Name),
            .. Outcomes.Select(outcome => ReportCell.Share(
                (double)tally.Of(outcome.Outcome) / tally.Count, Wilson.Interval(tally.Of(outcome.Outcome), tally.Count, Confidence.Z))),
        ];
    }

    private static ImmutableArray<ReportCell> Row(ScenarioResult scenario, int policy, CharacteristicDefinition[] columns)
    {
        ImmutableArray<OperatingCharacteristic> all = PolicyCharacteristics.Of(scenario.Facts, scenario.Tallies[policy]);
        return
        [
            ReportCell.Of(scenario.Facts.Name), ReportCell.Of(scenario.Policies[policy].Name), ReportCell.Of(FileWords.Of(scenario.Facts.Truth)),
            ReportCell.Whole(scenario.Replications),
            .. columns.Select(column => all.FirstOrDefault(each => each.Definition.Id == column.Id) is { } found ? ReportCell.Of(found) : ReportCell.None),
        ];
    }

    // What is zero everywhere has no column, but for the outcomes that everybody asks for.
    private static bool Has(StudyResult study, string id) => Always.Contains(id) || (
        from scenario in study.Scenarios
        where scenario.Replications > 0
        from tally in scenario.Tallies
        from characteristic in PolicyCharacteristics.Of(scenario.Facts, tally)
        where characteristic.Definition.Id == id
        select characteristic.Estimate).Any(estimate => estimate.IsCensored || estimate.Value != 0);

    private static string Legend(CharacteristicDefinition definition) => $"{definition.Name}: {definition.Legend}";

    private static string Basis(ReportContent content) =>
        $"Held against at most {Yardstick.Percent(content.Yardstick.FalseRollback)} % of healthy canaries rolled back and at most "
        + $"{Yardstick.Percent(content.Yardstick.Missed)} % of regressed ones promoted, in every scenario by itself. In brackets 95 % intervals (Wilson). "
        + $"{Figures.Whole(content.Study.Rollouts)} simulated rollouts; percentages of the sentence weigh scenarios by their rollouts."
        + (content.Study.Interrupted ? " The study was interrupted: these are the rollouts up to then." : "");
}
