using System.Collections.Immutable;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Intervals;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports.Html.Charts;

namespace Coalmine.Workbench.Reports.Html.Sections;

/// <summary>At which step rollouts end, and which check ends them.</summary>
internal static class CauseSections
{
    /// <summary>A picture a policy: where its decisions fall.</summary>
    public static ReportSection Steps(StudyResult study) => new(
        "steps",
        "Where the decisions fall",
        [
            .. PolicyVerdict.Names(study).Select(policy => (ReportBlock)new ReportBlock.Picture(Steps(study, policy))),
            new ReportBlock.Text("The last step that a rollout entered, counted from 1; before the first no traffic was shifted. "
                + "Promotions fall in the last step."),
        ]);

    /// <summary>Which check pulls the trigger.</summary>
    public static ReportSection Checks(StudyResult study)
    {
        var all = (
            from scenario in study.Scenarios
            where scenario.Replications > 0
            from policy in Enumerable.Range(0, scenario.Policies.Length)
            from check in Enumerable.Range(0, scenario.Policies[policy].Checks.Length)
            let caused = scenario.Tallies[policy].Ends.CausedBy(check)
            where caused > 0
            select (Scenario: scenario, Policy: scenario.Policies[policy], Check: scenario.Policies[policy].Checks[check], Caused: caused)).ToArray();
        if (all.Length == 0)
            return new ReportSection("checks", "", []);
        bool several = PolicyVerdict.Names(study).Length > 1;
        Chart.Ranges ranges = new()
        {
            Id = "checks",
            Title = "Rollouts that a check ended",
            Alternative = $"{Figures.Counted(all.Length, "check")} that ended rollouts, each with its share; the numbers are in the table below.",
            XName = "share of the rollouts (%)",
            X = AxisKind.Percent,
            Rows =
            [
                .. all.Select(each => Row(
                    study, each.Scenario, $"{each.Scenario.Facts.Name}: {each.Check}" + (several ? $" ({each.Policy.Name})" : ""), each)),
            ],
            Numbers = new ReportTable(
                "checks",
                "Rollouts that a check ended",
                ["scenario", "policy", "canary", "check", "share of rollouts", "right"],
                [
                    .. all.Select(each => (ImmutableArray<ReportCell>)
                    [
                        ReportCell.Of(each.Scenario.Facts.Name), ReportCell.Of(each.Policy.Name), ReportCell.Of(FileWords.Of(each.Scenario.Facts.Truth)),
                        ReportCell.Of(each.Check), ReportCell.Share((double)each.Caused / each.Scenario.Replications, Share(each.Caused, each.Scenario)),
                        ReportCell.Of(Right(each.Scenario.Facts.Truth)),
                    ]),
                ]),
        };
        return new ReportSection("checks", "Which check pulls the trigger", [.. False(all), new ReportBlock.Picture(ranges)]);
    }

    private static IEnumerable<ReportBlock> False((ScenarioResult Scenario, StudyPolicy Policy, string Check, long Caused)[] all)
    {
        foreach (var policy in all.Where(each => each.Scenario.Facts.Truth == TruthKind.Healthy).GroupBy(each => each.Policy.Name))
        {
            var worst = policy.GroupBy(each => each.Check).Select(check => (check.Key, Caused: check.Sum(each => each.Caused))).MaxBy(check => check.Caused);
            long sum = policy.Sum(each => each.Caused);
            yield return new ReportBlock.Text(
                $"Of the {Figures.Whole(sum)} false rollbacks on evidence by {policy.Key}, {worst.Key} caused {Figures.Whole(worst.Caused)} "
                + $"({Figures.Percent((double)worst.Caused / sum)} %).");
        }
    }

    private static RangeRow Row(
        StudyResult study, ScenarioResult scenario, string name, (ScenarioResult Scenario, StudyPolicy Policy, string Check, long Caused) each)
    {
        Interval interval = Share(each.Caused, scenario);
        return new RangeRow(
            name,
            PolicyVerdict.Names(study).IndexOf(each.Policy.Name),
            100.0 * each.Caused / scenario.Replications, 100 * interval.Lower, 100 * interval.Upper);
    }

    private static Interval Share(long caused, ScenarioResult scenario) => Wilson.Interval(caused, scenario.Replications, Confidence.Z);

    private static string Right(TruthKind truth) => truth switch
    {
        TruthKind.Healthy => "false",
        TruthKind.Regressed => "right",
        _ => "neither",
    };

    private static Chart.Bars Steps(StudyResult study, string policy)
    {
        (ScenarioResult Scenario, PolicyTally Tally, int Step)[] rows =
        [
            .. from scenario in study.Scenarios
               where scenario.Replications > 0
               from index in Enumerable.Range(0, scenario.Policies.Length)
               where scenario.Policies[index].Name == policy
               from step in scenario.Tallies[index].Ends.Counts.Select(each => each.Step).Distinct().Order()
               select (scenario, scenario.Tallies[index], step),
        ];
        return new Chart.Bars
        {
            Id = $"steps-{Slug.Of(policy)}",
            Title = $"{policy}: last step entered, by outcome",
            Alternative = $"{rows.Length} pairs of scenario and step, split by outcome; the numbers are in the table below.",
            XName = "share of the rollouts (%)",
            Rows = [.. rows.Select(row => $"{row.Scenario.Facts.Name}, {Name(row.Step)}")],
            Parts =
            [
                .. from outcome in OutcomeSections.Outcomes
                   where rows.Any(row => row.Tally.Of(outcome.Outcome) > 0)
                   select new BarPart(
                       outcome.Name, outcome.Tone, [.. rows.Select(row => 100.0 * row.Tally.Ends.At(outcome.Outcome, row.Step) / row.Tally.Count)]),
            ],
            Numbers = new ReportTable(
                $"steps-{Slug.Of(policy)}",
                $"Last step entered under {policy}, share of the scenario's rollouts",
                ["scenario", "step", .. OutcomeSections.Outcomes.Select(outcome => outcome.Name)],
                [.. rows.Select(row => StepRow(row.Scenario, row.Tally, row.Step))]),
        };
    }

    private static ImmutableArray<ReportCell> StepRow(ScenarioResult scenario, PolicyTally tally, int step) =>
    [
        ReportCell.Of(scenario.Facts.Name), ReportCell.Of(step + 1, Name(step)),
        .. OutcomeSections.Outcomes.Select(outcome => ReportCell.Share(
            (double)tally.Ends.At(outcome.Outcome, step) / tally.Count, Wilson.Interval(tally.Ends.At(outcome.Outcome, step), tally.Count, Confidence.Z))),
    ];

    private static string Name(int step) => step < 0 ? "before the first" : $"step {Figures.Whole(step + 1)}";
}
