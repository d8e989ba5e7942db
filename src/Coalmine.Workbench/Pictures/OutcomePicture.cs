using System.Collections.Immutable;
using Coalmine.Rollouts.Journal;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Intervals;
using Coalmine.Workbench.Characteristics;
using Coalmine.Workbench.Replications;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Coalmine.Workbench.Pictures;

/// <summary>
/// Draws the outcomes of every policy in every scenario as one bar: promoted from the left, rolled back on evidence from the right, each with its 95 %
/// interval, what
/// is neither in between.
/// </summary>
public static class OutcomePicture
{
    private const int RowHeight = 24;

    private static readonly ImmutableArray<(RolloutOutcome Outcome, string Name)> Order =
    [
        (RolloutOutcome.Promoted, "promoted"),
        (RolloutOutcome.Open, "still open"),
        (RolloutOutcome.RolledBackOnOrder, "rolled back on order"),
        (RolloutOutcome.RolledBackForWantOfEvidence, "rolled back for want of evidence"),
        (RolloutOutcome.RolledBackOnEvidence, "rolled back on evidence"),
    ];

    /// <summary>The bytes of a PNG; the same for the same result. Scenarios without replications are left out; at least one must have some.</summary>
    public static byte[] Draw(StudyResult study)
    {
        Plot plot = Canvas.Create("How the rollouts end");
        Canvas.Label(plot, "share of the replications (%), with 95 % intervals of promotion and of rollback on evidence", "");
        NumericManual names = new();
        double row = 0;
        HashSet<RolloutOutcome> seen = [];
        foreach (ScenarioResult scenario in study.Scenarios.Where(scenario => scenario.Replications > 0))
        {
            names.AddMajor(row, $"{scenario.Facts.Name} ({Truth(scenario.Facts.Truth)}) ");
            row--;
            for (int policy = 0; policy < scenario.Policies.Length; policy++, row--)
            {
                names.AddMajor(row, scenario.Policies[policy].Name);
                DrawRow(plot, scenario.Tallies[policy], row, seen);
            }

            row -= 0.4;
        }

        plot.Axes.Left.TickGenerator = names;
        plot.Axes.Bottom.TickGenerator = new NumericFixedInterval(10);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Grid.YAxisStyle.IsVisible = false;
        plot.Axes.SetLimits(0, 100.5, row + 0.4, 0.7);
        foreach ((RolloutOutcome outcome, string name) in Order.Where(each => seen.Contains(each.Outcome)))
            plot.Legend.ManualItems.Add(new LegendItem { LabelText = name, FillColor = Palette.Of(outcome) });
        Canvas.LegendBelow(plot);
        return Canvas.Png(plot, 150 + (int)(RowHeight * -row));
    }

    private static string Truth(TruthKind truth) => truth switch
    {
        TruthKind.Healthy => "healthy: promote",
        TruthKind.Regressed => "regressed: roll back",
        _ => "indifferent",
    };

    private static void DrawRow(Plot plot, PolicyTally tally, double row, HashSet<RolloutOutcome> seen)
    {
        double from = 0;
        List<Bar> bars = [];
        foreach ((RolloutOutcome outcome, _) in Order)
        {
            double share = 100.0 * tally.Of(outcome) / tally.Count;
            if (share == 0)
                continue;
            seen.Add(outcome);
            bars.Add(new Bar { Position = row, ValueBase = from, Value = from + share, Size = 0.78, FillColor = Palette.Of(outcome), LineWidth = 0 });
            from += share;
        }

        plot.Add.Bars(bars).Horizontal = true;
        Interval promoted = Wilson.Interval(tally.Of(RolloutOutcome.Promoted), tally.Count, Confidence.Z);
        Interval harmed = Wilson.Interval(tally.Of(RolloutOutcome.RolledBackOnEvidence), tally.Count, Confidence.Z);
        DrawWhisker(plot, row + 0.14, promoted.Lower * 100, promoted.Upper * 100);
        DrawWhisker(plot, row - 0.14, 100 - (harmed.Upper * 100), 100 - (harmed.Lower * 100));
    }

    private static void DrawWhisker(Plot plot, double row, double from, double to)
    {
        plot.Add.Line(from, row, to, row).LineStyle = new LineStyle { Width = 2, Color = Palette.Ink };
        foreach (double end in new[] { from, to })
            plot.Add.Line(end, row - 0.1, end, row + 0.1).LineStyle = new LineStyle { Width = 2, Color = Palette.Ink };
    }
}
