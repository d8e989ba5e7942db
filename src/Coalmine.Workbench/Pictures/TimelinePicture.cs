using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Journal;
using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Traces;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Coalmine.Workbench.Pictures;

/// <summary>Draws one rollout: the weight as steps, one lane of verdicts a check, the onset of the regression and the end.</summary>
public static class TimelinePicture
{
    private const double LaneHeight = 14;
    private const int LongestName = 44;

    /// <summary>The bytes of a PNG; the same for the same rollout.</summary>
    public static byte[] Draw(RolloutTrace trace)
    {
        double end = trace.Result.EndedAt.Seconds;
        double width = Math.Max(1, end * 1.06);
        Plot plot = Canvas.Create($"{trace.Scenario.Name} under {trace.Policy}: {Outcome(trace)}");
        Canvas.Label(plot, "time since the rollout began (h:mm)", "");
        Canvas.TimeAxis(plot, width);
        plot.Axes.Left.TickGenerator = Ticks(trace);
        plot.Axes.SetLimits(-0.012 * width, width, (-LaneHeight * (trace.Checks.Length + 0.6)) - 4, 108);
        DrawRegression(plot, trace, width);
        DrawWeights(plot, trace);
        DrawEnd(plot, trace, end);
        DrawVerdicts(plot, trace);
        plot.Legend.ManualItems.AddRange(LegendItems(trace, width));
        Canvas.LegendBelow(plot);
        return Canvas.Png(plot, 430 + (30 * trace.Checks.Length));
    }

    private static double Lane(int check) => (-LaneHeight * (check + 1)) - 2;

    private static NumericManual Ticks(RolloutTrace trace)
    {
        NumericManual ticks = new();
        foreach (int percent in new[] { 0, 25, 50, 75, 100 })
            ticks.AddMajor(percent, $"weight {percent} %");
        for (int check = 0; check < trace.Checks.Length; check++)
            ticks.AddMajor(Lane(check), Short(trace.Checks[check]));
        return ticks;
    }

    private static string Short(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";

    private static void DrawRegression(Plot plot, RolloutTrace trace, double width)
    {
        foreach ((double from, double to) in Regressed(trace, width))
            plot.Add.HorizontalSpan(from, to, Palette.Vermilion.WithAlpha(0.09)).LineStyle.Width = 0;
        if (Regressed(trace, width) is [(var onset, _), ..])
            plot.Add.VerticalLine(onset, 2, Palette.Vermilion, LinePattern.Dashed);
    }

    // In seconds, as far as the picture goes.
    private static (double From, double To)[] Regressed(RolloutTrace trace, double width) =>
    [
        .. from stretch in trace.Scenario.Regressed
           where stretch.From.Seconds < width
           select (stretch.From.Seconds, Math.Min(width, stretch.To.Seconds)),
    ];

    private static void DrawWeights(Plot plot, RolloutTrace trace)
    {
        List<double> times = [];
        List<double> weights = [];
        foreach ((double at, double weight) in WeightSteps.Of(trace))
        {
            times.Add(at);
            weights.Add(weight * 100);
        }

        ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(times, weights, Palette.Blue);
        line.ConnectStyle = ConnectStyle.StepHorizontal;
        line.LineWidth = 3;
        line.FillY = true;
        line.FillYColor = Palette.Blue.WithAlpha(0.15);
        plot.Add.HorizontalLine(-4, 1, Palette.Grey);
    }

    private static void DrawVerdicts(Plot plot, RolloutTrace trace)
    {
        foreach (VerdictKind kind in new[] { VerdictKind.Inconclusive, VerdictKind.Pass, VerdictKind.Fail })
        {
            Coordinates[] points = [.. from look in trace.Events.OfType<TraceEvent.Looked>()
                                       from shown in look.Verdicts
                                       where shown.Verdict.Kind == kind
                                       select new Coordinates(look.At.Seconds, Lane(shown.Verdict.Check))];
            if (points.Length > 0)
                plot.Add.Markers(points, Shape(kind), kind == VerdictKind.Fail ? 14 : 10, Palette.Of(kind)).MarkerLineWidth = 2;
        }
    }

    private static MarkerShape Shape(VerdictKind kind) => kind switch
    {
        VerdictKind.Pass => MarkerShape.FilledCircle,
        VerdictKind.Fail => MarkerShape.FilledSquare,
        _ => MarkerShape.OpenCircle,
    };

    private static void DrawEnd(Plot plot, RolloutTrace trace, double end)
    {
        plot.Add.VerticalLine(end, 2, Palette.Ink, LinePattern.Dotted);
        bool promoted = trace.Result.Outcome == RolloutOutcome.Promoted;
        MarkerShape shape = promoted ? MarkerShape.FilledTriangleUp : MarkerShape.FilledTriangleDown;
        plot.Add.Marker(end, promoted ? 100 : 0, shape, 16, Palette.Of(trace.Result.Outcome));
    }

    private static IEnumerable<LegendItem> LegendItems(RolloutTrace trace, double width)
    {
        yield return new LegendItem { LabelText = "canary's weight", LineColor = Palette.Blue, LineWidth = 3 };
        yield return LegendItemOf(VerdictKind.Pass, "pass");
        yield return LegendItemOf(VerdictKind.Inconclusive, "inconclusive");
        yield return LegendItemOf(VerdictKind.Fail, "fail");
        if (Regressed(trace, width) is [.., (_, var last)])
            yield return new LegendItem
            {
                LabelText = last < width || trace.Scenario.Regressed.Length > 1 ? "canary regressed: first, and where shaded" : "canary regressed from here on",
                LineColor = Palette.Vermilion,
                LineWidth = 2,
                LinePattern = LinePattern.Dashed,
            };
        yield return new LegendItem { LabelText = "end", LineColor = Palette.Ink, LineWidth = 2, LinePattern = LinePattern.Dotted };
    }

    private static LegendItem LegendItemOf(VerdictKind kind, string name) => new()
    {
        LabelText = name,
        MarkerShape = Shape(kind),
        MarkerSize = 11,
        MarkerFillColor = Palette.Of(kind),
        MarkerLineColor = Palette.Of(kind),
        MarkerLineWidth = 2,
    };

    private static string Outcome(RolloutTrace trace)
    {
        string after = Figures.Clock(trace.Result.EndedAt.Seconds);
        return trace.Result.Outcome switch
        {
            RolloutOutcome.Promoted => $"promoted after {after}",
            RolloutOutcome.RolledBackOnEvidence => $"rolled back on evidence after {after}",
            RolloutOutcome.RolledBackForWantOfEvidence => $"rolled back for want of evidence after {after}",
            RolloutOutcome.RolledBackOnOrder => $"rolled back on order after {after}",
            _ => $"still open after {after}",
        };
    }
}
