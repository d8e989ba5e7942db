using System.Collections.Immutable;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports.Html.Charts;

namespace Coalmine.Workbench.Reports.Html.Sections;

/// <summary>What one policy pays for what another one saves.</summary>
internal static class TradeOffSection
{
    /// <summary>A point a policy; nothing where there is only one policy, or only one kind of truth.</summary>
    public static ReportSection Of(StudyResult study)
    {
        Trade[] all = [.. PolicyVerdict.Names(study).Select(policy => TradeOf(study, policy)).OfType<Trade>()];
        if (all.Length < 2)
            return new ReportSection("trade-off", "", []);
        Chart.Points points = new()
        {
            Id = "trade-off",
            Title = "False rollbacks against missed regressions",
            Alternative = "One point a policy, with 95 % intervals both ways; better is nearer to the lower left corner. "
                + string.Join("; ", all.Where(each => !IsBehind(each, all)).Select(each => each.False.Scenario)) + " are behind no other policy.",
            XName = "healthy canaries rolled back (%)",
            YName = "regressed canaries promoted (%)",
            All = [.. all.Select(Point)],
            Numbers = new ReportTable(
                "trade-off",
                "What every policy pays",
                ["policy", "false rollback", "missed regression", "exposed requests", "behind no other"],
                [
                    .. all.Select(each => (ImmutableArray<ReportCell>)
                    [
                        ReportCell.Of(each.False.Scenario), ReportCell.Share(each.False.Share, each.False.Interval),
                        ReportCell.Share(each.Missed.Share, each.Missed.Interval), Cell(each),
                        ReportCell.Of(IsBehind(each, all) ? "no" : "yes"),
                    ]),
                ]),
        };
        return new ReportSection(
            "trade-off",
            "What one policy pays for what another saves",
            [
                new ReportBlock.Picture(points),
                new ReportBlock.Picture(Exposed(points, all)),
                new ReportBlock.Text("Scenarios are weighed by their rollouts. A policy is behind another one where that one has no more false rollbacks, no "
                    + "more missed regressions and no more exposed requests, and less of one of them; estimates are compared, so that "
                    + "near ones may change places."),
            ]);
    }

    private static Trade? TradeOf(StudyResult study, string policy)
    {
        WrongOutcomes[] wrong = [.. PolicyVerdict.WrongOf(study, policy)];
        if (!wrong.Any(each => each.IsHealthy) || wrong.All(each => each.IsHealthy))
            return null;
        Replications.Moments[] exposed =
        [
            .. from scenario in study.Scenarios
               where scenario.Replications > 0 && scenario.Facts.Truth == TruthKind.Regressed
               from index in Enumerable.Range(0, scenario.Policies.Length)
               where scenario.Policies[index].Name == policy
               select scenario.Tallies[index].Of(Measure.ExposedRequests).Moments,
        ];
        double count = exposed.Sum(each => (double)each.Count);
        double variance = exposed.Sum(each => each.Count < 2 ? 0 : each.Count / count * (each.Count / count) * each.StandardError * each.StandardError);
        return new Trade(
            Sum(policy, wrong, true), Sum(policy, wrong, false), exposed.Sum(each => each.Count / count * each.Mean), Confidence.Z * Math.Sqrt(variance));
    }

    private static WrongOutcomes Sum(string policy, WrongOutcomes[] wrong, bool isHealthy)
    {
        WrongOutcomes[] own = [.. wrong.Where(each => each.IsHealthy == isHealthy)];
        return new WrongOutcomes(policy, isHealthy, own.Sum(each => each.Count), own.Sum(each => each.Of));
    }

    private static bool IsBehind(Trade one, Trade[] all) => all.Any(other =>
        other.False.Share <= one.False.Share && other.Missed.Share <= one.Missed.Share && other.Exposed <= one.Exposed
        && (other.False.Share < one.False.Share || other.Missed.Share < one.Missed.Share || other.Exposed < one.Exposed));

    private static ReportCell Cell(Trade each)
    {
        (double low, double high) = (Math.Max(0, each.Exposed - each.Half), each.Exposed + each.Half);
        return new ReportCell(Figures.Count(each.Exposed), $"{Figures.Count(low)}–{Figures.Count(high)}", each.Exposed, low, high);
    }

    private static ChartPoint Point(Trade each) => new(
        each.False.Scenario,
        100 * each.False.Share,
        (100 * each.False.Interval.Lower, 100 * each.False.Interval.Upper),
        100 * each.Missed.Share,
        (100 * each.Missed.Interval.Lower, 100 * each.Missed.Interval.Upper));

    private static Chart.Points Exposed(Chart.Points points, Trade[] all) => points with
    {
        Id = "trade-off-exposure",
        Title = "False rollbacks against exposed requests",
        Alternative = "One point a policy, with 95 % intervals both ways; better is nearer to the lower left corner.",
        YName = "exposed requests, mean",
        Y = AxisKind.Number,
        All = [.. all.Select(each => Point(each) with { Y = each.Exposed, YRange = (Math.Max(0, each.Exposed - each.Half), each.Exposed + each.Half) })],
        Numbers = points.Numbers with { Id = "trade-off-exposure" },
    };

    private sealed record Trade(WrongOutcomes False, WrongOutcomes Missed, double Exposed, double Half);
}
